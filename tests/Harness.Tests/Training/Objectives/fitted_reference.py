"""Prints what FittedTests expects: classifiers computed from features that a formula gives, by numpy and PyTorch."""

import math

import numpy as np
import torch

CLASSES, WIDTH = 3, 5


def vectors(count, shift):
    return torch.tensor([[math.sin(1 + (i + shift) * 7 + j * 3) + (0.8 if i % CLASSES == j else 0.0) for j in range(WIDTH)]
                         for i in range(count)], dtype=torch.float64)


def ridge(features, targets, penalty, asked):
    mean, target_mean = features.mean(0), targets.mean(0)
    centered = features - mean
    weights = np.linalg.solve(centered.T @ centered + penalty * np.eye(WIDTH), centered.T @ (targets - target_mean))
    return asked @ weights + target_mean - mean @ weights


features, asked = vectors(12, 0), vectors(4, 100)
classes = torch.arange(12) % CLASSES
one_hot = torch.nn.functional.one_hot(classes)
means = torch.stack([features[classes == k].mean(0) for k in range(CLASSES)])
print("prototype", (-torch.cdist(asked, means) ** 2).tolist())
signs = one_hot.numpy() * 2 - 1
print("ridge, 12 images", ridge(features.numpy(), signs, 0.5, asked.numpy()).tolist())
print("ridge, 4 images", ridge(features.numpy()[:4], signs[:4], 0.5, asked.numpy()).tolist())
unit = torch.nn.functional.normalize
for neighbors in 3, 6, 12:
    similar, nearest = (unit(asked) @ unit(features).t()).topk(neighbors)
    votes, cosines = one_hot[nearest].sum(1), (one_hot[nearest] * similar[:, :, None]).sum(1)
    told = [max(range(CLASSES), key=lambda k: (votes[i, k].item(), cosines[i, k].item())) for i in range(len(asked))]
    print(f"votes of {neighbors} neighbors", votes.tolist(), "classes that are told", told)
pairs = unit(vectors(6, 50))
similarities = (pairs @ pairs.t() / 0.5).fill_diagonal_(-math.inf)
print("contrastive", torch.nn.functional.cross_entropy(similarities, (torch.arange(6) + 3) % 6).item())
