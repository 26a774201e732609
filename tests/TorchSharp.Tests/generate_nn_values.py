"""Writes nn_values.json: what PyTorch 1.13 computes for the cases of the tests in Nn and Optimizers.

Run in this folder: python3 generate_nn_values.py
Tensors are stored as shape, type and base64 of their little-endian elements in row-major order, so that tests can compare bits.
"""
import base64
import json
import math

import torch
import torch.nn.functional as F
from torch import nn

VALUES = {}


def put(name, tensor):
    assert name not in VALUES, name
    tensor = tensor.detach().contiguous()
    VALUES[name] = {
        "type": str(tensor.dtype).removeprefix("torch."),
        "shape": list(tensor.shape),
        "data": base64.b64encode(tensor.numpy().tobytes()).decode(),
    }


class SmallNetwork(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3, padding=1, bias=False)
        self.bn = nn.BatchNorm2d(4)
        self.relu = nn.ReLU()
        self.pool = nn.MaxPool2d(2)
        self.flatten = nn.Flatten()
        self.fc = nn.Linear(36, 5)

    def forward(self, x):
        return self.fc(self.flatten(self.pool(self.relu(self.bn(self.conv(x))))))


def put_state(prefix, network):
    for name, tensor in network.state_dict().items():
        put(f"{prefix}/{name}", tensor)


def small_network():
    torch.manual_seed(42)
    network = SmallNetwork()
    put_state("network/initial", network)
    torch.manual_seed(7)
    x, target = torch.randn(6, 3, 6, 6), torch.tensor([0, 1, 2, 3, 4, 0])
    put("network/x", x)
    put("network/target", target)
    initial = {name: tensor.clone() for name, tensor in network.state_dict().items()}

    network.eval()
    put("network/eval", network(x))
    network.train()
    output = network(x)
    put("network/train", output)
    F.cross_entropy(output, target).backward()
    for name, parameter in network.named_parameters():
        put(f"network/gradient/{name}", parameter.grad)
    put("network/statistics/bn.running_mean", network.bn.running_mean)
    put("network/statistics/bn.running_var", network.bn.running_var)

    body = lambda: [p for n, p in network.named_parameters() if not n.startswith("fc")]
    optimizers = {
        "adam": lambda: torch.optim.Adam(network.parameters(), lr=1e-2, weight_decay=0.1, amsgrad=True),
        "adamw": lambda: torch.optim.AdamW(network.parameters(), lr=1e-2, weight_decay=0.1),
        "sgd": lambda: torch.optim.SGD(network.parameters(), lr=1e-2, momentum=0.9, weight_decay=0.1),
        "groups": lambda: torch.optim.Adam([{"params": body(), "lr": 1e-3}, {"params": network.fc.parameters(), "lr": 1e-2}]),
    }
    for name, make in optimizers.items():
        network.load_state_dict(initial)
        optimizer = make()
        for _ in range(5):
            optimizer.zero_grad()
            F.cross_entropy(network(x), target).backward()
            optimizer.step()
        put_state(f"network/{name}", network)


def optimizers():
    torch.manual_seed(5)
    start = [torch.randn(4, 3, 3, 3), torch.randn(37)]
    gradients = [[torch.randn_like(p) * 10 ** (step - 3) for p in start] for step in range(5)]
    for i, p in enumerate(start):
        put(f"optimizers/start/{i}", p)
        for step in range(5):
            put(f"optimizers/gradients/{step}/{i}", gradients[step][i])
    cases = {
        "adam": lambda p: torch.optim.Adam(p, lr=1e-2),
        "adam-all": lambda p: torch.optim.Adam(p, lr=3e-3, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.1, amsgrad=True),
        "adam-maximize": lambda p: torch.optim.Adam(p, lr=1e-2, maximize=True),
        "adamw": lambda p: torch.optim.AdamW(p, lr=1e-2, weight_decay=0.1),
        "adamw-amsgrad": lambda p: torch.optim.AdamW(p, lr=1e-2, weight_decay=0.1, amsgrad=True),
        "sgd": lambda p: torch.optim.SGD(p, lr=1e-2),
        "sgd-momentum": lambda p: torch.optim.SGD(p, lr=1e-2, momentum=0.9),
        "sgd-nesterov": lambda p: torch.optim.SGD(p, lr=1e-2, momentum=0.9, nesterov=True),
        "sgd-all": lambda p: torch.optim.SGD(p, lr=1e-2, momentum=0.9, dampening=0.3, weight_decay=0.1),
        "sgd-maximize": lambda p: torch.optim.SGD(p, lr=1e-2, momentum=0.9, maximize=True),
    }
    for name, make in cases.items():
        parameters = [nn.Parameter(p.clone()) for p in start]
        optimizer = make(parameters)
        for step in range(5):
            for p, gradient in zip(parameters, gradients[step]):
                p.grad = gradient.clone()
            optimizer.step()
        for i, p in enumerate(parameters):
            put(f"optimizers/{name}/{i}", p)


def initialisations():
    cases = {
        "uniform": lambda t: nn.init.uniform_(t, -2, 3),
        "normal": lambda t: nn.init.normal_(t, 1, 2),
        "trunc_normal": lambda t: nn.init.trunc_normal_(t, 0.5, 0.7, 0, 1),
        "xavier_uniform": lambda t: nn.init.xavier_uniform_(t, 2),
        "xavier_normal": lambda t: nn.init.xavier_normal_(t),
        "kaiming_uniform": lambda t: nn.init.kaiming_uniform_(t, math.sqrt(5)),
        "kaiming_normal": lambda t: nn.init.kaiming_normal_(t, mode="fan_out", nonlinearity="relu"),
        "orthogonal": lambda t: nn.init.orthogonal_(t, 1.5),
        "dirac": lambda t: nn.init.dirac_(t),
    }
    for name, initialise in cases.items():
        torch.manual_seed(11)
        tensor = torch.empty(4, 3, 3, 3)
        initialise(tensor)
        put(f"init/{name}", tensor)
    torch.manual_seed(11)
    put("init/sparse", nn.init.sparse_(torch.empty(8, 5), 0.3, 0.5))
    torch.manual_seed(11)
    put("init/orthogonal-tall", nn.init.orthogonal_(torch.empty(7, 4)))
    put("init/eye", nn.init.eye_(torch.empty(3, 4)))


def losses():
    torch.manual_seed(3)
    logits, target = torch.randn(6, 4), torch.tensor([0, 3, 2, 1, 2, 0])
    weight, other = torch.rand(4) + 0.5, torch.rand(6, 4)
    for name, tensor in {"logits": logits, "target": target, "weight": weight, "other": other}.items():
        put(f"losses/{name}", tensor)
    cases = {
        "cross_entropy": lambda x: F.cross_entropy(x, target),
        "cross_entropy-smooth": lambda x: F.cross_entropy(x, target, label_smoothing=0.1),
        "cross_entropy-ignore": lambda x: F.cross_entropy(x, target, ignore_index=2),
        "cross_entropy-all": lambda x: F.cross_entropy(x, target, weight, ignore_index=2, label_smoothing=0.2),
        "cross_entropy-sum": lambda x: F.cross_entropy(x, target, reduction="sum"),
        "cross_entropy-probabilities": lambda x: F.cross_entropy(x, other),
        "nll": lambda x: F.nll_loss(F.log_softmax(x, 1), target, weight),
        "mse": lambda x: F.mse_loss(x, other),
        "l1": lambda x: F.l1_loss(x, other),
        "bce": lambda x: F.binary_cross_entropy_with_logits(x, other, pos_weight=weight),
        "kl": lambda x: F.kl_div(F.log_softmax(x, 1), F.log_softmax(other, 1), log_target=True),
    }
    for name, loss in cases.items():
        x = logits.clone().requires_grad_()
        value = loss(x)
        value.backward()
        put(f"losses/{name}", value)
        put(f"losses/{name}/gradient", x.grad)
    put("losses/cross_entropy-none", F.cross_entropy(logits, target, reduction="none"))


def functions():
    torch.manual_seed(9)
    image, rows = torch.randn(1, 2, 5, 7), torch.randn(3, 8) * 3
    put("functions/image", image)
    put("functions/rows", rows)
    other = torch.randn(3, 8)
    put("functions/other", other)
    cases = {
        "nearest": F.interpolate(image, (8, 4), mode="nearest"),
        "nearest-exact": F.interpolate(image, (8, 4), mode="nearest-exact"),
        "bilinear": F.interpolate(image, scale_factor=(1.5, 2.0), mode="bilinear"),
        "bilinear-corners": F.interpolate(image, (8, 4), mode="bilinear", align_corners=True),
        "bilinear-antialias": F.interpolate(image, (3, 4), mode="bilinear", antialias=True),
        "bicubic": F.interpolate(image, (8, 4), mode="bicubic"),
        "bicubic-antialias": F.interpolate(image, (3, 4), mode="bicubic", antialias=True),
        "area": F.interpolate(image, (2, 3), mode="area"),
        "pad-constant": F.pad(image, (1, 2, 0, 1), value=0.5),
        "pad-reflect": F.pad(image, (1, 2, 0, 1), mode="reflect"),
        "pad-replicate": F.pad(image, (1, 2, 0, 1), mode="replicate"),
        "pad-circular": F.pad(image, (1, 2, 0, 1), mode="circular"),
        "max_pool2d": F.max_pool2d(image, 3, 2, 1),
        "max_pool2d-ceil": F.max_pool2d(image, (2, 3), ceil_mode=True),
        "avg_pool2d": F.avg_pool2d(image, 3, 2, 1, count_include_pad=False),
        "avg_pool2d-ceil": F.avg_pool2d(image, (2, 3), ceil_mode=True, divisor_override=5),
        "adaptive_avg_pool2d": F.adaptive_avg_pool2d(image, (2, 3)),
        "adaptive_max_pool2d": F.adaptive_max_pool2d(image, (2, 3)),
        "normalize": F.normalize(rows),
        "normalize-1": F.normalize(rows, p=1.0, dim=0),
        "cosine_similarity": F.cosine_similarity(rows, other),
        "layer_norm": F.layer_norm(rows, (8,)),
        "relu": F.relu(rows), "relu6": F.relu6(rows), "leaky_relu": F.leaky_relu(rows, 0.2), "silu": F.silu(rows),
        "gelu": F.gelu(rows), "gelu-tanh": F.gelu(rows, approximate="tanh"), "hardswish": F.hardswish(rows), "hardsigmoid": F.hardsigmoid(rows),
        "sigmoid": torch.sigmoid(rows), "tanh": torch.tanh(rows), "softmax": F.softmax(rows, 1), "log_softmax": F.log_softmax(rows, 1),
        "one_hot": F.one_hot(torch.tensor([2, 0, 1]), 4),
    }
    for name, tensor in cases.items():
        put(f"functions/{name}", tensor)

    torch.manual_seed(21)
    put("functions/conv-same", nn.Conv2d(2, 3, (2, 3), padding="same", dilation=(1, 2))(image))
    torch.manual_seed(21)
    put("functions/conv-reflect", nn.Conv2d(2, 4, (3, 2), stride=(2, 1), padding=(1, 0), groups=2, bias=False, padding_mode="reflect")(image))
    torch.manual_seed(13)
    put("functions/dropout", F.dropout(torch.ones(200), 0.3))

    gradients = [torch.tensor([3.0, -4.0]), torch.tensor([[1.0], [12.0]])]
    parameters = [nn.Parameter(torch.zeros_like(g)) for g in gradients]
    for p, gradient in zip(parameters, gradients):
        p.grad = gradient.clone()
    put("functions/clip_grad_norm", nn.utils.clip_grad_norm_(parameters, 2.0))
    for i, p in enumerate(parameters):
        put(f"functions/clip_grad_norm/{i}", p.grad)


small_network()
optimizers()
initialisations()
losses()
functions()
with open("nn_values.json", "w") as file:
    json.dump({"torch": torch.__version__, "values": VALUES}, file, indent=0, sort_keys=True)
    file.write("\n")
