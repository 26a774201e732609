#!/usr/bin/env python3
"""Makes reference_outputs.json: what torchvision 0.14 computes with weights that both sides make by one formula, which names and shapes its networks
have, what it draws after manual_seed, and what the real weights give for a photograph.

  make_reference_outputs.py SHARED      (the folder with data/ and weights/)
"""
import base64
import hashlib
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


class MeanImageResNet(ResNet):
    """torchvision's ResNet-18 with a third block in its last stage, which subtracts a mean image, resized where images have another size."""

    def __init__(self, num_classes):
        super().__init__(BasicBlock, [2, 2, 2, 3], num_classes=num_classes)
        self.register_buffer("mean_image", torch.zeros(3, 224, 224))

    def centered(self, images):
        return images - torch.nn.functional.interpolate(self.mean_image[None], images.shape[2:], mode="bilinear", align_corners=False)

    def forward(self, images):
        return super().forward(self.centered(images))


BUILDERS = {name: getattr(models, name) for name in (
    "resnet18", "resnet34", "resnet50", "resnet101", "resnet152", "vgg16", "vgg16_bn", "mobilenet_v2", "inception_v3", "densenet121", "densenet161",
    "efficientnet_b0", "vit_b_16")}
BUILDERS["resnet18_half"] = half_width_resnet18
BUILDERS["resnet18_cntk"] = MeanImageResNet

# How each goes from images to the feature map; the classifier's names, which backbones leave out; and the image size, where 64 is too small.
FEATURES = {
    "resnet18_cntk": lambda net, x: torch.nn.Sequential(*list(net.children())[:-2])(net.centered(x)),
    "resnet": lambda net, x: torch.nn.Sequential(*list(net.children())[:-2])(x),
    "vgg": lambda net, x: net.features(x),
    "mobilenet": lambda net, x: net.features(x),
    "inception": lambda net, x: torch.nn.Sequential(*[m for name, m in net.named_children() if name not in ("AuxLogits", "avgpool", "dropout", "fc")])(net._transform_input(x)),
    "densenet": lambda net, x: torch.relu(net.features(x)),
    "efficientnet": lambda net, x: net.features(x),
    "vit": lambda net, x: net.encoder(torch.cat([net.class_token.expand(len(x), -1, -1), net._process_input(x)], 1))[:, 0, :, None, None],
}
CLASSIFIERS = ("fc.", "AuxLogits.", "classifier.", "heads.")
SIDES = {"inception_v3": 75, "vit_b_16": 224}


def build(name):
    # As torchvision builds it for its weights.
    options = {"init_weights": False, "transform_input": True} if name == "inception_v3" else {}
    return BUILDERS[name](num_classes=CLASSES, **options)


def features_of(name, net, images):
    return next(features for family, features in FEATURES.items() if name.startswith(family))(net, images)


def state_hash(net):
    """Of all tensors but the classifier's: how many there are, and the hash of a sorted line for each."""
    lines = sorted(f"{name} {'x'.join(map(str, tensor.shape))}" for name, tensor in net.state_dict().items() if not name.startswith(CLASSIFIERS))
    return {"tensors": len(lines), "sha256": hashlib.sha256("\n".join(lines).encode()).hexdigest()}


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


def formula(name, tensor):
    u = noise(name, tuple(tensor.shape))
    if tensor.ndim > 1:
        value = u * math.sqrt(12 / math.prod(tensor.shape[1:]))
    elif name.endswith(("running_var", "weight")):
        value = 1 + 0.4 * u
    else:
        value = 0.4 * u
    return torch.from_numpy(numpy.asarray(value, dtype=numpy.float32))


def formula_weights(net):
    for name, tensor in net.state_dict().items():
        if not name.endswith("num_batches_tracked") and not name.startswith(CLASSIFIERS):
            tensor.copy_(formula(name, tensor))
    return net


def outputs(name, net, images):
    """Feature map (some of it) and logits, in eval mode; no logits where the classifier is not one linear layer on average pooling."""
    net.eval()
    with torch.no_grad():
        features = features_of(name, net, images)
        result = {"side": images.shape[-1], "shape": list(features.shape), "features": [rounded(v) for v in features.flatten()[::37].tolist()[:40]],
                  "features_sum": features.double().sum().item()}
        if not name.startswith("vgg"):
            result["logits"] = [[rounded(v) for v in row] for row in net(images).tolist()]
        return result


def rounded(value):
    return float(f"{value:.7g}")


def formula_outputs(name):
    side = SIDES.get(name, 64)
    images = torch.from_numpy((4 * noise("images", (2, 3, side, side))).astype(numpy.float32))
    with torch.no_grad():
        net = formula_weights(build(name))
        # The classifier has the weights that FormulaWeights.cs gives to a head.
        classifier = [module for module in net.modules() if isinstance(module, torch.nn.Linear)][-1]
        classifier.weight.copy_(formula("fc.weight", classifier.weight))
        classifier.bias.copy_(formula("fc.bias", classifier.bias))
    return {**outputs(name, net, images), "state": state_hash(net)}


def auxiliary():
    """Inception's auxiliary classifier: its logits, the loss of both classifiers, and gradients of it, with batch norm in evaluation mode and no dropout."""
    images = torch.from_numpy((4 * noise("images", (2, 3, 299, 299))).astype(numpy.float32))
    net = formula_weights(build("inception_v3"))
    with torch.no_grad():
        for name, tensor in net.state_dict().items():
            if name.startswith(("AuxLogits.", "fc.")) and not name.endswith("num_batches_tracked"):
                tensor.copy_(formula(name, tensor))
    net.eval()
    maps = []
    net.Mixed_6e.register_forward_hook(lambda module, inputs, output: maps.append(output))
    main = net(images)
    logits = net.AuxLogits(maps[0])
    targets = torch.tensor([1, 3])
    loss = torch.nn.functional.cross_entropy(main, targets) + 0.4 * torch.nn.functional.cross_entropy(logits, targets)
    loss.backward()
    gradients = {name: parameter.grad.double().abs().sum().item() for name, parameter in net.named_parameters()
                 if name in ("Conv2d_1a_3x3.conv.weight", "Mixed_6e.branch1x1.conv.weight", "Mixed_7c.branch1x1.conv.weight", "AuxLogits.conv0.conv.weight",
                             "AuxLogits.conv1.bn.weight", "AuxLogits.fc.weight")}
    return {"logits": [[rounded(v) for v in row] for row in logits.tolist()], "loss": loss.item(), "gradients": gradients}


def drawn(name):
    torch.manual_seed(7)
    net = BUILDERS[name]()
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
    result = outputs("resnet18_half", net, images[None])
    result["logits"] = [row[:20] for row in result["logits"]]
    return {"file": f"daisy/{path.name}", "crop": "rows and columns 32 to 95, decoded by Pillow",
            "pixels": base64.b64encode(pixels.tobytes()).decode(), **result}


def main():
    shared = pathlib.Path(sys.argv[1])
    torch.set_num_threads(1)
    formula_results = {name: formula_outputs(name) for name in BUILDERS}
    result = {"formula": formula_results, "drawn": {name: drawn(name) for name in ("resnet18", "resnet50")}, "auxiliary": auxiliary(), "photograph": photograph(shared)}
    pathlib.Path(__file__).with_name("reference_outputs.json").write_text(json.dumps(result) + "\n")
    for name, value in formula_results.items():
        print(name, value["shape"], value["state"]["tensors"], max(map(abs, value["features"])), value.get("logits", [[]])[0][:3])


if __name__ == "__main__":
    main()
