"""Prints what DomainAdaptationTests expects: distances of two sets of features that a formula gives, by PyTorch."""

import math

import torch

WIDTH = 5


def vectors(count, shift):
    return torch.tensor([[math.sin(1 + (i + shift) * 7 + j * 3) * (1 + 0.1 * j * shift) for j in range(WIDTH)] for i in range(count)], dtype=torch.float64)


source, target = vectors(6, 0), vectors(6, 2)
print("coral", ((torch.cov(source.t()) - torch.cov(target.t())) ** 2).sum().item() / (4 * WIDTH**2))
both = torch.cat([source, target])
distances = torch.cdist(both, both) ** 2
mean = distances.sum() / (12 * 11)
kernel = sum(torch.exp(-distances / (mean * factor)) for factor in (0.25, 0.5, 1, 2, 4)) / 5
print("mmd", (kernel[:6, :6].mean() + kernel[6:, 6:].mean() - 2 * kernel[:6, 6:].mean()).item())
for progress in (0, 0.1, 0.5, 1):
    print("factor", progress, 2 / (1 + math.exp(-10 * progress)) - 1)
