"""Writes schedules.json: learning rates of PyTorch's schedulers with a rate of 1, step by step. Run with PyTorch 1.13: python3 generate_schedules.py"""

import json
import pathlib
import warnings

import torch
from torch.optim import lr_scheduler

warnings.simplefilter("ignore")


def rates(make, steps):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    scheduler = make(optimizer)
    values = []
    for _ in range(steps):
        values.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return values


def one_cycle(steps, warm_up, start, end):
    def make(optimizer):
        return lr_scheduler.OneCycleLR(
            optimizer, max_lr=1.0, total_steps=steps, pct_start=warm_up, div_factor=1 / start, final_div_factor=start / end, cycle_momentum=False)

    # One scheduler.step() fewer than in rates(): OneCycleLR refuses to go past its end.
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    scheduler = make(optimizer)
    values = [optimizer.param_groups[0]["lr"]]
    for _ in range(steps - 1):
        optimizer.step()
        scheduler.step()
        values.append(optimizer.param_groups[0]["lr"])
    return values


def cosine(steps, warm_up_steps, end):
    def make(optimizer):
        down = lr_scheduler.CosineAnnealingLR(optimizer, T_max=steps - warm_up_steps, eta_min=end)
        if warm_up_steps == 0:
            return down
        up = lr_scheduler.LinearLR(optimizer, start_factor=1 / warm_up_steps, total_iters=max(1, warm_up_steps - 1))
        return lr_scheduler.SequentialLR(optimizer, [up, down], milestones=[warm_up_steps])

    return rates(make, steps)


def step(epochs, every, factor, steps_per_epoch):
    per_epoch = rates(lambda optimizer: lr_scheduler.StepLR(optimizer, step_size=every, gamma=factor), epochs)
    return [rate for rate in per_epoch for _ in range(steps_per_epoch)]


cases = {
    "one_cycle": [
        {"warm_up": warm_up, "start_factor": start, "end_factor": end, "rates": one_cycle(steps, warm_up, start, end)}
        for steps, warm_up, start, end in [(40, 0.3, 0.04, 1e-4), (37, 0.2, 0.1, 0.01), (10, 0.0, 0.04, 1e-4), (9, 0.99, 0.5, 0.25)]
    ],
    "cosine": [
        {"epochs": epochs, "warm_up_epochs": warm_up, "end_factor": end, "rates": cosine(epochs * per_epoch, round(warm_up * per_epoch), end)}
        for epochs, per_epoch, warm_up, end in [(4, 10, 0, 0), (4, 10, 1, 0), (3, 7, 2, 0.1), (5, 8, 0.5, 0.01)]
    ],
    "step": [
        {"epochs": epochs, "every_epochs": every, "factor": factor, "rates": step(epochs, every, factor, per_epoch)}
        for epochs, every, factor, per_epoch in [(7, 3, 0.1, 4), (5, 1, 0.5, 3), (2, 7, 0.1, 3)]
    ],
}
pathlib.Path(__file__).with_name("schedules.json").write_text(json.dumps(cases, indent=1) + "\n")
