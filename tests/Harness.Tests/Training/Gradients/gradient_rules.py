#!/usr/bin/env python3
"""Prints the values of GradientRuleTests.cs: what PyTorch makes of the same gradients."""
import torch


def parameters():
    body, head = torch.nn.Parameter(torch.tensor([1.0, 2, -3])), torch.nn.Parameter(torch.tensor([0.5, -2]))
    return body, head, (body * torch.tensor([3.0, 0, 4])).sum() + (head * torch.tensor([0.0, 12])).sum()


torch.set_printoptions(precision=8)
for maximum in (1.0, 13.5):
    body, head, loss = parameters()
    loss.backward()
    torch.nn.utils.clip_grad_norm_([body, head], maximum)
    print(f"clip_norm {maximum}", body.grad, head.grad)
body, head, loss = parameters()
start = torch.tensor([0.0, 1, 2])
(loss + 0.1 / 2 * (body - start).square().sum() + 0.01 / 2 * head.square().sum()).backward()
print("l2_sp", body.grad, head.grad)
