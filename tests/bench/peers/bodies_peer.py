#!/usr/bin/env python3
"""Images a second of every kind of pass through a body in PyTorch, for bodies.py.

  bodies_peer.py serve BACKBONE IMAGE_SIZE BATCH_SIZE THREADS    reads lines "workload seconds" and answers each with the units of work
                                                                 (images, or 10⁹ operations) a second, as Harness.BodyBench does
  bodies_peer.py operations BACKBONE IMAGE_SIZE                  prints the 10⁹ operations of the convolutions for one image, as JSON: forward, and
                                                                 with the backward pass of both kinds of training

Needs PyTorch with torchvision.
"""
import json
import sys
import time

import torch
from torch import nn
from torch.fx.experimental.optimization import fuse
from torchvision import models
from torchvision.models.resnet import BasicBlock, ResNet


def network(name):
    if name != "resnet18_half":
        return getattr(models, name)(num_classes=5)
    net = ResNet(BasicBlock, [2, 2, 2, 2], num_classes=5)
    net.inplanes = 32
    net.conv1, net.bn1 = nn.Conv2d(3, 32, 7, 2, 3, bias=False), nn.BatchNorm2d(32)
    for index, (width, stride) in enumerate([(32, 1), (64, 2), (128, 2), (256, 2)], start=1):
        setattr(net, f"layer{index}", net._make_layer(BasicBlock, width, 2, stride=stride))
    net.fc = nn.Linear(256, 5)
    return net


class Workloads:
    """The workloads as an experienced user of PyTorch writes them: channels_last, fusion by torch.fx, autocast."""

    def __init__(self, backbone, size, batch):
        self.backbone, self.size, self.batch, self.made = backbone, size, batch, {}
        torch.manual_seed(0)

    def step_of(self, name):
        if name not in self.made:
            self.made[name] = self.create(name)
        return self.made[name]

    def create(self, name):
        if name == "convolution":
            image = torch.randn(32, 256, 28, 28).contiguous(memory_format=torch.channels_last)
            weight = torch.randn(256, 256, 3, 3).contiguous(memory_format=torch.channels_last)
            return 2e-9 * 32 * 28 * 28 * 256 * 256 * 9, self.without_gradients(lambda: torch.nn.functional.conv2d(image, weight, padding=1))
        if name == "matrix-product":
            left, right = torch.randn(2048, 2048), torch.randn(2048, 2048)
            return 2e-9 * 2048**3, self.without_gradients(lambda: left.mm(right))
        net = network(self.backbone).to(memory_format=torch.channels_last)
        images = torch.randn(self.batch, 3, self.size, self.size).contiguous(memory_format=torch.channels_last)
        if name in ("evaluation", "batch-statistics"):
            body = torch.nn.Sequential(*list(net.children())[:-2]).train(name != "evaluation")
            return self.batch, self.without_gradients(lambda: body(images))
        if name.startswith("folded"):
            return self.batch, self.folded(net, images, name.endswith("bf16"))
        return self.batch, self.training(net, images, name.startswith("bn-only"), name.endswith("bf16"))

    def folded(self, net, images, half):
        body = fuse(torch.nn.Sequential(*list(net.eval().children())[:-2])).to(memory_format=torch.channels_last)
        if not half:
            return self.without_gradients(lambda: body(images))
        body = body.bfloat16()
        return self.without_gradients(lambda: body(images.bfloat16()).float())

    def training(self, net, images, only_batch_norm, half):
        labels = torch.arange(self.batch) % 5
        if only_batch_norm:
            for module in net.modules():
                if isinstance(module, torch.nn.Conv2d):
                    module.weight.requires_grad = False
        net.train()
        optimizer = torch.optim.Adam([p for p in net.parameters() if p.requires_grad], lr=1e-4)

        def step():
            optimizer.zero_grad()
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
                outputs = net(images)
            loss = torch.nn.functional.cross_entropy(outputs.float(), labels)
            loss.backward()
            optimizer.step()
            loss.item()
        return step

    def without_gradients(self, step):
        def run():
            with torch.no_grad():
                step()
        return run


def serve(backbone, size, batch, threads):
    torch.set_num_threads(threads)
    workloads = Workloads(backbone, size, batch)
    for line in sys.stdin:
        name, seconds = line.split()
        units, step = workloads.step_of(name)
        step()
        steps, began = 0, time.perf_counter()
        while time.perf_counter() - began < float(seconds):
            step()
            steps += 1
        print(steps * units / (time.perf_counter() - began), flush=True)


def operations(backbone, size):
    total, stem = 0, 0
    net = network(backbone)

    def count(module, _, output):
        nonlocal total, stem
        cost = 2e-9 * output[0].numel() * module.in_channels * module.kernel_size[0] * module.kernel_size[1]
        total, stem = total + cost, stem or cost
    for module in net.modules():
        if isinstance(module, nn.Conv2d):
            module.register_forward_hook(count)
    with torch.no_grad():
        net.eval()(torch.zeros(1, 3, size, size))
    # No gradient of the images is wanted: the stem's backward pass has at most the weights' half.
    return {"forward": total, "bn-only": 2 * total - stem, "full": 3 * total - stem}


def main():
    command, *rest = sys.argv[1:] or ["help"]
    if command == "serve" and len(rest) == 4:
        serve(rest[0], *map(int, rest[1:]))
    elif command == "operations" and len(rest) == 2:
        print(json.dumps(operations(rest[0], int(rest[1]))))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
