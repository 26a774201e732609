#!/usr/bin/env python3
"""Makes the small checkpoints beside this script, with torch.save of torch 1.13, and checkpoints.json with what they hold."""
import argparse
import json
import os
import pathlib
from collections import Counter, OrderedDict, defaultdict

import numpy
import torch

HERE = pathlib.Path(__file__).parent


def every_kind():
    grid = torch.arange(6, dtype=torch.float32).reshape(2, 3) / 4
    storage = torch.arange(20, dtype=torch.float32)
    return OrderedDict([
        ("float32", grid), ("float16", grid.half() + 0.1), ("bfloat16", grid.bfloat16() + 0.1), ("float64", grid.double() / 3),
        ("int64", torch.tensor([-(2 ** 40), 0, 7])), ("int32", torch.tensor([-70000, 7], dtype=torch.int32)),
        ("int16", torch.tensor([-300, 7], dtype=torch.int16)), ("int8", torch.tensor([-3, 7], dtype=torch.int8)),
        ("uint8", torch.tensor([200, 7], dtype=torch.uint8)), ("bool", torch.tensor([True, False, True])),
        ("scalar", torch.tensor(7)), ("empty", torch.zeros(0, 3)),
        ("transposed", grid.t()), ("slice", storage[3:15:4]), ("block", storage.reshape(4, 5)[1:3, 2:4]),
        ("channels_last", torch.arange(24.).reshape(1, 2, 3, 4).contiguous(memory_format=torch.channels_last)),
        ("expanded", torch.tensor([1.5]).expand(2, 2)), ("parameter", torch.nn.Parameter(grid.clone())),
    ])


def wrapped(key):
    weights = OrderedDict([("module.first", torch.tensor([1., 2.])), ("module.second", torch.tensor([3.]))])
    return {"epoch": 3, "best": 0.5, "big": 2 ** 70, "names": ["a", ("b", None)], "device": torch.device("cpu"), "size": torch.Size([2, 3]),
            "type": torch.float16, key: weights, "optimizer": {"state": {0: {"step": 5, "mean": torch.zeros(2)}}, "flags": (True, False)}}


def with_extras():
    """What scripts of training keep beside the weights; nothing of it is a tensor."""
    marked = torch.nn.Parameter(torch.tensor([2.]))
    marked.mark = "an attribute"
    return {"history": [{"loss": 0.5}, {"loss": 0.25}], "args": argparse.Namespace(lr=0.1, name="a"), "best": numpy.float64(0.9), "milestones": Counter([3, 5]),
            "classes": {"a", "b"}, "frozen": frozenset([1]), "path": pathlib.PurePosixPath("/a"), "bytes": bytearray(b"abc"), "lists": defaultdict(list, a=[1]),
            "again": None, "nested": {"inner": {"net": {"module.first": torch.tensor([1.]), "module.marked": marked}}},
            "optimizer": {"state": {0: {"step": 5, "mean": torch.zeros(2)}}}}


def not_made():
    """A state dict of which one tensor needs a call that is not known."""
    return {"first": torch.tensor([1.]), "quantized": torch.quantize_per_tensor(torch.ones(2), 0.5, 0, torch.quint8)}


class Network(torch.nn.Module):
    """Kept whole: its class is of no module that a reader could have."""

    def __init__(self):
        super().__init__()
        self.stem = torch.nn.Sequential(OrderedDict(conv=torch.nn.Conv2d(1, 2, 1), bn=torch.nn.BatchNorm2d(2)))
        self.scale = torch.nn.Parameter(torch.tensor([3.]))
        self.register_buffer("mean", torch.tensor([0.5]))
        self.register_buffer("passing", torch.tensor([9.]), persistent=False)

    def forward(self, x):
        return self.stem(x * self.scale - self.mean)


class Runs:
    """Pickles as a call of a function with one argument."""

    def __init__(self, function, argument):
        self.function, self.argument = function, argument

    def __reduce__(self):
        return self.function, (self.argument,)


def described(weights):
    return {name: {"type": str(tensor.dtype)[len("torch."):], "shape": list(tensor.shape), "values": tensor.double().flatten().tolist()}
            for name, tensor in weights.items()}


def save(name, value, **options):
    torch.save(value, HERE / f"{name}.pth", **options)
    torch.save(value, HERE / f"{name}.legacy.pth", _use_new_zipfile_serialization=False, **options)


def main():
    save("every_kind", every_kind())
    for key in ("state_dict", "model", "model_state_dict"):
        torch.save(wrapped(key), HERE / f"wrapped_{key}.pth")
    torch.save(wrapped("state_dict"), HERE / "wrapped_state_dict.legacy.pth", _use_new_zipfile_serialization=False)
    for protocol in (2, 3, 4, 5):
        save(f"protocol{protocol}", {"weight": torch.tensor([1., 2., 3.])}, pickle_protocol=protocol)
    torch.manual_seed(1)
    layers = torch.nn.Sequential(OrderedDict(conv=torch.nn.Conv2d(1, 2, 3), bn=torch.nn.BatchNorm2d(2)))
    save("module", layers.state_dict())
    save("runs_system", {"weight": torch.ones(2), "other": Runs(os.system, "touch harness-was-here")})
    save("runs_eval", Runs(eval, "1 + 1"), pickle_protocol=4)
    save("whole_model", torch.nn.ReLU())
    network = Network()
    save("whole_network", network)
    torch.save({"epoch": 1, "model": network}, HERE / "whole_network_inside.pth", pickle_protocol=4)
    torch.jit.save(torch.jit.script(network.eval()), HERE / "script.pt")
    save("with_extras", with_extras())
    torch.save(with_extras(), HERE / "with_extras.protocol4.pth", pickle_protocol=4)
    torch.save(not_made(), HERE / "not_made.pth")
    expected = {"every_kind": described(every_kind()), "module": described(layers.state_dict()), "network": described(network.state_dict())}
    (HERE / "checkpoints.json").write_text(json.dumps(expected, indent=1) + "\n")


if __name__ == "__main__":
    main()
