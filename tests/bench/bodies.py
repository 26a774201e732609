#!/usr/bin/env python3
"""Images a second of every kind of pass through a body, Harness against PyTorch, asked in turn; prints Markdown.

  tests/bench/bodies.py [--backbone resnet18_half] [--size 128] [--batch 64] [--threads N] [--rounds 5] [--seconds 1] [workload …]

Two processes, one of Harness.BodyBench and one of this script, answer "how many images a second" for each workload alternately, so that whatever
else the machine does meets both. Ratios are medians of the rounds' ratios. The first row, always measured, is what the machine can do: one large
convolution in fp32. GFLOP/s of a body counts its convolutions' operations alone, and the column beside it says how much of the large convolution's
that is, both in Harness (bfloat16 may pass 100 %).

Needs Debian's python3-torch, python3-torchvision, libopenblas0-openmp (run with /usr/bin/python3).
"""
import argparse
import os
import statistics
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROJECT = os.path.join(ROOT, "tests", "bench", "Harness.BodyBench")
WORKLOADS = {
    "convolution": "one large convolution (GFLOP/s)",
    "matrix-product": "one large matrix product (GFLOP/s)",
    "evaluation": "forward, evaluation",
    "folded": "forward, batch norm folded",
    "folded-bf16": "forward, folded, bfloat16",
    "batch-statistics": "forward, batch statistics",
    "bn-only": "training, batch norm only",
    "bn-only-bf16": "training, batch norm only, bfloat16",
    "full": "training, everything",
    "full-bf16": "training, everything, bfloat16",
}


def network(name):
    from torch import nn
    from torchvision import models
    from torchvision.models.resnet import BasicBlock, ResNet

    if name != "resnet18_half":
        return getattr(models, name)(num_classes=5)
    net = ResNet(BasicBlock, [2, 2, 2, 2], num_classes=5)
    net.inplanes = 32
    net.conv1, net.bn1 = nn.Conv2d(3, 32, 7, 2, 3, bias=False), nn.BatchNorm2d(32)
    for index, (width, stride) in enumerate([(32, 1), (64, 2), (128, 2), (256, 2)], start=1):
        setattr(net, f"layer{index}", net._make_layer(BasicBlock, width, 2, stride=stride))
    net.fc = nn.Linear(256, 5)
    return net


class Peer:
    """The workloads as an experienced user of PyTorch writes them: channels_last, fusion by torch.fx, autocast."""

    def __init__(self, backbone, size, batch):
        import torch
        self.torch, self.backbone, self.size, self.batch, self.made = torch, backbone, size, batch, {}
        torch.manual_seed(0)

    def step_of(self, name):
        if name not in self.made:
            self.made[name] = self.create(name)
        return self.made[name]

    def create(self, name):
        torch = self.torch
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
        torch = self.torch
        from torch.fx.experimental.optimization import fuse
        body = fuse(torch.nn.Sequential(*list(net.eval().children())[:-2])).to(memory_format=torch.channels_last)
        if not half:
            return self.without_gradients(lambda: body(images))
        body = body.bfloat16()
        return self.without_gradients(lambda: body(images.bfloat16()).float())

    def training(self, net, images, only_batch_norm, half):
        torch = self.torch
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
            with self.torch.no_grad():
                step()
        return run


def serve(args):
    import torch
    torch.set_num_threads(args.threads)
    peer = Peer(args.backbone, args.size, args.batch)
    for line in sys.stdin:
        name, seconds = line.split()
        units, step = peer.step_of(name)
        step()
        steps, began = 0, time.perf_counter()
        while time.perf_counter() - began < float(seconds):
            step()
            steps += 1
        print(steps * units / (time.perf_counter() - began), flush=True)


def operations(args):
    """10⁹ operations of the convolutions for one image: forward, and with the backward pass of both kinds of training."""
    import torch
    total, stem = 0, 0
    net = network(args.backbone)

    def count(module, _, output):
        nonlocal total, stem
        cost = 2e-9 * output[0].numel() * module.in_channels * module.kernel_size[0] * module.kernel_size[1]
        total, stem = total + cost, stem or cost
    for module in net.modules():
        if isinstance(module, torch.nn.Conv2d):
            module.register_forward_hook(count)
    with torch.no_grad():
        net.eval()(torch.zeros(1, 3, args.size, args.size))
    # No gradient of the images is wanted: the stem's backward pass has at most the weights' half.
    return {"bn-only": 2 * total - stem, "full": 3 * total - stem}, total


class Asked:
    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, workload, seconds):
        self.process.stdin.write(f"{workload} {seconds}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            sys.exit(f"{self.process.args[0]} ended while measuring {workload}")
        return float(answer)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--backbone", default="resnet18_half")
    parser.add_argument("--size", type=int, default=128)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("workloads", nargs="*", default=[])
    args = parser.parse_args()
    if args.serve:
        return serve(args)

    unknown = [name for name in args.workloads if name not in WORKLOADS]
    if unknown:
        sys.exit(f"unknown workloads: {', '.join(unknown)}; known: {', '.join(WORKLOADS)}")
    subprocess.run(["dotnet", "build", PROJECT, "-c", "Release", "--nologo", "-v", "quiet", "-clp:NoSummary"], check=True, stdout=sys.stderr)
    shared = [args.backbone, str(args.size), str(args.batch), str(args.threads)]
    ours = Asked(["dotnet", os.path.join(ROOT, "artifacts", "bin", "Harness.BodyBench", "release", "Harness.BodyBench.dll"), *shared])
    theirs = Asked([sys.executable, __file__, "--serve", "--backbone", shared[0], "--size", shared[1], "--batch", shared[2], "--threads", shared[3]])
    with_backward, forward = operations(args)

    print(f"{args.backbone} at {args.size} pixels, batch {args.batch}, {args.threads} threads, {args.rounds} rounds of {args.seconds:g} s\n")
    print("| pass | Harness, images/s | GFLOP/s | of the convolution | PyTorch, images/s | Harness / PyTorch |")
    print("|---|---|---|---|---|---|")
    limit = None
    for name in ["convolution", *(name for name in args.workloads or WORKLOADS if name != "convolution")]:
        rounds = [(ours.ask(name, args.seconds), theirs.ask(name, args.seconds)) for _ in range(args.rounds)]
        harness, pytorch = (statistics.median(column) for column in zip(*rounds))
        ratio = statistics.median(mine / other for mine, other in rounds)
        is_of_body = name not in ("convolution", "matrix-product")
        flops = harness * with_backward.get(name.removesuffix("-bf16"), forward) if is_of_body else harness
        limit = limit or flops
        print(f"| {WORKLOADS[name]} | {f'{harness:.0f}' if is_of_body else ''} | {flops:.0f} | {flops / limit:.0%} | {pytorch:.0f} | {ratio:.2f} |", flush=True)


if __name__ == "__main__":
    main()
