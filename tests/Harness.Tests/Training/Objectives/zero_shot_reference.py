"""Prints what ZeroShotTests expects: losses and accuracies of features that a formula gives, by PyTorch."""

import math

import torch
from torch.nn import functional as F

vectors = F.normalize(torch.tensor([[1.0, 0, 0], [0, 2, 1], [0, 0, 3], [1, 1, 0]]))
unseen = torch.tensor([False, False, True, True])


def outputs(count):
    features = torch.tensor([[math.sin(1 + i * 7 + j * 3) for j in range(3)] for i in range(count)])
    return F.normalize(features) @ vectors.t() / 0.5


print("loss", F.cross_entropy(outputs(4)[:, :2], torch.tensor([0, 1, 0, 1])).item())
targets = torch.tensor([i % 4 if i < 12 else 2 + i % 2 for i in range(20)])
given = outputs(20)
right, of_unseen = given.argmax(1) == targets, unseen[targets]
print("all", right.float().mean().item())
print("unseen", (given[:, 2:].argmax(1) + 2 == targets)[of_unseen].float().mean().item())
print("generalized seen, unseen", right[~of_unseen].float().mean().item(), right[of_unseen].float().mean().item())
