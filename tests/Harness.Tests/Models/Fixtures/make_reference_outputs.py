#!/usr/bin/env python3
"""Makes reference_outputs.json: what torchvision 0.14 computes with weights that both sides make by one formula, what it draws after
manual_seed, and what the real weights give for a photograph.

  make_reference_outputs.py SHARED      (the folder with data/ and weights/)
"""
import base64
import json
import math
import pathlib
import sys

import numpy
import torch
from PIL import Image
from torchvision import models
from torchvision.models.resnet import BasicBlock, ResNet

CLASSES = 10


def half_width_resnet18(num_classes):
    """As in the PyTorch peer: torchvision's ResNet with every width halved."""
    net = ResNet(BasicBlock, [2, 2, 2, 2], num_classes=num_classes)
    net.inplanes = 32
    net.conv1, net.bn1 = torch.nn.Conv2d(3, 32, 7, 2, 3, bias=False), torch.nn.BatchNorm2d(32)
    for stage, (width, stride) in enumerate([(32, 1), (64, 2), (128, 2), (256, 2)], start=1):
        setattr(net, f"layer{stage}", net._make_layer(BasicBlock, width, 2, stride=stride))
    net.fc = torch.nn.Linear(256, num_classes)
    return net


BUILDERS = {"resnet18": models.resnet18, "resnet34": models.resnet34, "resnet50": models.resnet50, "resnet18_half": half_width_resnet18}


def noise(name, shape):
    """Numbers in [-0.5, 0.5) that depend on the name and the position only; FormulaWeights.cs has the same."""
    start = 2166136261
    for byte in name.encode():
        start = (start ^ byte) * 16777619 % 2 ** 32
    count = math.prod(shape)
    h = (numpy.arange(count, dtype=numpy.uint64) * 2654435761 + start) % 2 ** 32
    h ^= h >> numpy.uint64(16)
    h = h * 0x45d9f3b % 2 ** 32
    h ^= h >> numpy.uint64(16)
    return (h.astype(numpy.float64) / 2 ** 32 - 0.5).reshape(shape)


def formula_weights(net):
    state = net.state_dict()
    for name, tensor in state.items():
        if name.endswith("num_batches_tracked"):
            continue
        u = noise(name, tuple(tensor.shape))
        if tensor.ndim > 1:
            value = u * math.sqrt(12 / math.prod(tensor.shape[1:]))
        elif name.endswith("running_var") or (name.endswith("weight") and name != "fc.weight"):
            value = 1 + 0.4 * u
        else:
            value = 0.4 * u
        tensor.copy_(torch.from_numpy(numpy.asarray(value, dtype=numpy.float32)))
    return net


def outputs(net, images):
    """Feature map (some of it) and logits, in eval mode."""
    net.eval()
    with torch.no_grad():
        body = torch.nn.Sequential(*list(net.children())[:-2])
        features = body(images)
        return {"shape": list(features.shape), "features": features.flatten()[::37].tolist()[:40],
                "features_sum": features.double().sum().item(), "logits": net(images).tolist()}


def drawn(build):
    torch.manual_seed(7)
    net = build()
    return {name: {"first": p.flatten()[:3].tolist(), "abs_sum": p.double().abs().sum().item()}
            for name, p in net.named_parameters() if p.ndim == 4}


def photograph(shared):
    path = sorted((shared / "data/flowers/daisy").iterdir(), key=lambda p: p.name)[0]
    pixels = numpy.asarray(Image.open(path).convert("RGB"))[32:96, 32:96]
    images = (torch.from_numpy(pixels.copy()).permute(2, 0, 1).float() / 255 - torch.tensor([0.485, 0.456, 0.406])[:, None, None]) \
        / torch.tensor([0.229, 0.224, 0.225])[:, None, None]
    state = torch.load(shared / "weights/resnet18_half-tiny-imagenet.pth", map_location="cpu")
    net = half_width_resnet18(state["fc.weight"].shape[0])
    net.load_state_dict(state)
    result = outputs(net, images[None])
    result["logits"] = [row[:20] for row in result["logits"]]
    return {"file": f"daisy/{path.name}", "crop": "rows and columns 32 to 95, decoded by Pillow",
            "pixels": base64.b64encode(pixels.tobytes()).decode(), **result}


def main():
    shared = pathlib.Path(sys.argv[1])
    torch.set_num_threads(1)
    images = torch.from_numpy((4 * noise("images", (2, 3, 64, 64))).astype(numpy.float32))
    with torch.no_grad():
        formula = {name: outputs(formula_weights(build(num_classes=CLASSES)), images) for name, build in BUILDERS.items()}
    result = {"formula": formula, "drawn": {name: drawn(BUILDERS[name]) for name in ("resnet18", "resnet50")}, "photograph": photograph(shared)}
    pathlib.Path(__file__).with_name("reference_outputs.json").write_text(json.dumps(result) + "\n")
    for name, value in formula.items():
        print(name, value["shape"], max(map(abs, value["features"])), value["logits"][0][:3])


if __name__ == "__main__":
    main()
