#!/usr/bin/env python3
"""Domain adaptation, multi-task and zero-shot learning as a PyTorch user would write them: a yardstick for the suites of those names.

Same images, split, weights, size, batches, epochs (--epochs; 10 for zero-shot on frozen features), rates and losses as the suite; every other line is its own. Needs torch and torchvision:

  objectives_peer.py domains   --manifest results/domain-adaptation/manifest.csv --root IMAGES --weights W.pth --techniques source dann coral mmd target
  objectives_peer.py tasks     --manifest results/multi-task/manifest.csv --root IMAGES --weights W.pth --labels labels.csv --techniques together class color brightness
  objectives_peer.py zero_shot --manifest results/zero-shot/manifest.csv --root IMAGES --weights W.pth --vectors vectors.csv --unseen tulip dandelion --techniques frozen tuned

The manifest is the one that the suite wrote. One line is printed for each technique and seed; the last lines are means and sample standard deviations.
"""
import argparse
import csv
import math
import os
import statistics

import torch
from PIL import Image, ImageOps
from torch import nn
from torch.nn import functional as F
from torchvision import transforms as T
from torchvision.models.resnet import BasicBlock, ResNet

SIZE, BATCH, BODY_RATE, HEAD_RATE = 64, 64, 3e-4, 1e-3
NORMALIZE = T.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
TRAIN = T.Compose([T.RandomResizedCrop(SIZE), T.RandomHorizontalFlip(), T.ToTensor(), NORMALIZE])
VALID = T.Compose([T.Resize(73), T.CenterCrop(SIZE), T.ToTensor(), NORMALIZE])


class Body(nn.Module):
    """ResNet-18 of half the width up to its last feature map, averaged."""

    def __init__(self, weights):
        super().__init__()
        net = ResNet(BasicBlock, [2, 2, 2, 2])
        net.inplanes = 32
        net.conv1, net.bn1 = nn.Conv2d(3, 32, 7, 2, 3, bias=False), nn.BatchNorm2d(32)
        for i, (width, stride) in enumerate([(32, 1), (64, 2), (128, 2), (256, 2)], start=1):
            setattr(net, f"layer{i}", net._make_layer(BasicBlock, width, 2, stride=stride))
        net.fc = nn.Identity()
        state = torch.load(weights, map_location="cpu")
        net.load_state_dict({name: value for name, value in state.items() if not name.startswith("fc.")})
        self.net = net

    def forward(self, x):
        return self.net(x)


def read_manifest(path):
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))
    classes = sorted({row["label"] for row in rows})
    split = {name: [(row["path"], classes.index(row["label"])) for row in rows if row["split"] == name] for name in ("train", "valid")}
    return classes, split["train"], split["valid"]


class Images:
    """Decoded once, transformed when asked for."""

    def __init__(self, root, rows, change=lambda image: image):
        self.labels = torch.tensor([label for _, label in rows])
        self.images = []
        for path, _ in rows:
            with Image.open(os.path.join(root, path)) as image:
                self.images.append(change(image.convert("RGB")))

    def __len__(self):
        return len(self.images)

    def batch(self, indices, transform):
        return torch.stack([transform(self.images[i]) for i in indices])


def batches(count, total=None):
    """Indices of an epoch, shuffled; all of them before one comes again; a last batch of one image is left out."""
    total = total or count
    order = []
    while len(order) < total:
        order += torch.randperm(count).tolist()
    order = order[:total]
    if total % BATCH == 1:
        order = order[:-1]
    return [order[i:i + BATCH] for i in range(0, len(order), BATCH)]


def features_of(body, images):
    body.eval()
    with torch.no_grad():
        return torch.cat([body(images.batch(range(i, min(i + BATCH, len(images))), VALID)) for i in range(0, len(images), BATCH)])


def adam(body, *heads, rate=HEAD_RATE):
    groups = [{"params": [p for head in heads for p in head.parameters()], "lr": rate}]
    if body is not None:
        groups.append({"params": body.parameters(), "lr": BODY_RATE})
    return torch.optim.Adam(groups)


class Reversal(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, factor):
        ctx.factor = factor
        return x.view_as(x)

    @staticmethod
    def backward(ctx, gradient):
        return -ctx.factor * gradient, None


def coral(source, target):
    difference = torch.cov(source.t()) - torch.cov(target.t())
    return (difference ** 2).sum() / (4 * source.shape[1] ** 2)


def mmd(source, target):
    both = torch.cat([source, target])
    distances = ((both[:, None] - both[None]) ** 2).sum(2)
    mean = distances.detach().sum() / (len(both) * (len(both) - 1))
    kernel = sum(torch.exp(-distances / (mean * factor)) for factor in (0.25, 0.5, 1, 2, 4)) / 5
    n = len(source)
    return kernel[:n, :n].mean() + kernel[n:, n:].mean() - 2 * kernel[:n, n:].mean()


def domains(args):
    classes, train, valid = read_manifest(args.manifest)
    source, target = Images(args.root, train), Images(args.root, train, ImageOps.invert)
    held_out = Images(args.root, valid, ImageOps.invert)

    def run(technique):
        body, head = Body(args.weights), nn.Linear(256, len(classes))
        domain = nn.Sequential(nn.Linear(256, 256), nn.ReLU(), nn.Linear(256, 2))
        optimizer = adam(body, head, domain)
        steps = len(batches(len(source)))
        for epoch in range(args.epochs):
            body.train()
            pairs = zip(batches(len(source)), batches(len(target), len(source)))
            for step, (ours, others) in enumerate(pairs):
                optimizer.zero_grad()
                if technique == "source":
                    loss = F.cross_entropy(head(body(source.batch(ours, TRAIN))), source.labels[ours])
                elif technique == "target":
                    loss = F.cross_entropy(head(body(target.batch(others, TRAIN))), target.labels[others])
                else:
                    n = len(ours)
                    both = body(torch.cat([source.batch(ours, TRAIN), target.batch(others, TRAIN)]))
                    loss = F.cross_entropy(head(both[:n]), source.labels[ours])
                    if technique == "dann":
                        factor = args.dann_weight * (2 / (1 + math.exp(-10 * (epoch * steps + step) / (args.epochs * steps))) - 1)
                        truth = torch.cat([torch.zeros(n), torch.ones(n)]).long()
                        loss = loss + F.cross_entropy(domain(Reversal.apply(both, factor)), truth)
                    elif technique == "coral":
                        loss = loss + args.coral_weight * coral(both[:n], both[n:])
                    else:
                        loss = loss + args.mmd_weight * mmd(both[:n], both[n:])
                loss.backward()
                optimizer.step()
        predicted = head(features_of(body, held_out)).argmax(1)
        return {"accuracy": (predicted == held_out.labels).float().mean().item()}

    return run


def tasks(args):
    classes, train, valid = read_manifest(args.manifest)
    with open(args.labels, newline="") as file:
        table = {row.pop("image"): row for row in csv.DictReader(file)}
    names = list(next(iter(table.values())))
    values = {name: sorted({row[name] for row in table.values()}) for name in names}

    def labels(rows):
        columns = {"class": torch.tensor([label for _, label in rows])}
        for name in names:
            columns[name] = torch.tensor([values[name].index(table[path][name]) for path, _ in rows])
        return columns

    images, held_out = Images(args.root, train), Images(args.root, valid)
    known, asked = labels(train), labels(valid)
    outputs = {"class": len(classes), **{name: len(values[name]) for name in names}}

    def run(technique):
        learned = ["class", *names] if technique == "together" else [technique]
        body, heads = Body(args.weights), nn.ModuleDict({f"task_{name}": nn.Linear(256, outputs[name]) for name in learned})
        optimizer = adam(body, heads)
        for _ in range(args.epochs):
            body.train()
            for indices in batches(len(images)):
                optimizer.zero_grad()
                features = body(images.batch(indices, TRAIN))
                sum(F.cross_entropy(heads[f"task_{name}"](features), known[name][indices]) for name in learned).backward()
                optimizer.step()
        features = features_of(body, held_out)
        return {name: (heads[f"task_{name}"](features).argmax(1) == asked[name]).float().mean().item() for name in learned}

    return run


def zero_shot(args):
    classes, train, valid = read_manifest(args.manifest)
    with open(args.vectors, newline="") as file:
        rows = {row[0]: [float(value) for value in row[1:]] for row in list(csv.reader(file))[1:]}
    vectors = F.normalize(torch.tensor([rows[name] for name in classes]))
    unseen = torch.tensor([name in args.unseen for name in classes])
    images = Images(args.root, [row for row in train if not unseen[row[1]]])
    held_out = Images(args.root, valid)
    nothing = torch.tensor(-math.inf)

    def run(technique):
        body, head = Body(args.weights), nn.Linear(256, vectors.shape[1])
        body.requires_grad_(technique == "tuned")
        optimizer = adam(body, head) if technique == "tuned" else adam(None, head, rate=1e-2)
        for _ in range(args.epochs if technique == "tuned" else 10):
            body.train(technique == "tuned")
            for indices in batches(len(images)):
                optimizer.zero_grad()
                outputs = F.normalize(head(body(images.batch(indices, TRAIN)))) @ vectors.t() / 0.1
                F.cross_entropy(torch.where(unseen, nothing, outputs), images.labels[indices]).backward()
                optimizer.step()
        with torch.no_grad():
            outputs = F.normalize(head(features_of(body, held_out))) @ vectors.t()
        of_unseen = unseen[held_out.labels]
        right = outputs.argmax(1) == held_out.labels
        among_unseen = torch.where(unseen, outputs, nothing).argmax(1) == held_out.labels
        seen, new = right[~of_unseen].float().mean().item(), right[of_unseen].float().mean().item()
        return {
            "all": right.float().mean().item(),
            "unseen": among_unseen[of_unseen].float().mean().item(),
            "generalized_seen": seen,
            "generalized_unseen": new,
            "harmonic_mean": 2 * seen * new / (seen + new) if seen + new > 0 else 0.0,
        }

    return run


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=["domains", "tasks", "zero_shot"])
    parser.add_argument("--manifest", required=True)
    parser.add_argument("--root", required=True)
    parser.add_argument("--weights", required=True)
    parser.add_argument("--labels")
    parser.add_argument("--vectors")
    parser.add_argument("--unseen", nargs="+")
    parser.add_argument("--techniques", nargs="+", required=True)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--dann-weight", type=float, default=0.1)
    parser.add_argument("--coral-weight", type=float, default=1000)
    parser.add_argument("--mmd-weight", type=float, default=5)
    args = parser.parse_args()
    run = {"domains": domains, "tasks": tasks, "zero_shot": zero_shot}[args.kind](args)
    found = {}
    for technique in args.techniques:
        for seed in args.seeds:
            torch.manual_seed(seed)
            for name, value in run(technique).items():
                found.setdefault((technique, name), []).append(value)
                print(technique, seed, name, f"{value:.4f}", flush=True)
    for (technique, name), values in found.items():
        print(f"{technique}: {name} {statistics.mean(values):.4f} ± {statistics.stdev(values) if len(values) > 1 else math.nan:.4f}")


if __name__ == "__main__":
    main()
