"""Prints the keys that PlannerTests.Make_KeysOfStoredEpochs_StayTheSame expects, from the JSON that is hashed."""

import hashlib
import json


def key(content):
    # .NET writes exponents with a capital.
    text = json.dumps(content, separators=(",", ":")).replace("e-0", "E-0")
    return hashlib.sha256(text.encode()).hexdigest()[:32]


normalize = {"kind": "normalize", "mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225]}
crop = {"kind": "random_resized_crop", "size": 32, "scale": [0.08, 1], "ratio": [0.75, 1.3333333333333333]}
root = key({
    "format": 3, "technique": None, "manifest": "m", "batch_size": 8, "batch_limit": None,
    "train": [crop, normalize], "valid": [{"kind": "center_crop", "size": 32}, normalize],
    "backbone": "b", "weights": "w",
    "optimizer": {"kind": "adam", "weight_decay": 0, "betas": [0.9, 0.999], "eps": 1e-08},
    "seed": 0,
    "numerics": {"device": "cpu", "torch_version": "1.13", "threads": 2, "folds_batch_norm": False, "precision": "fp32"},
})
objective = {
    "kind": "classify", "pool": {"kind": "avg"}, "layers": [{"kind": "linear", "features": None}],
    "loss": {"kind": "cross_entropy", "label_smoothing": 0},
}
first = key({
    "parent": root, "epoch": 0, "batch_norm": "train",
    "rates": [{"rate": 0.001, "parameters": ["body.bn1.weight", "head.0.weight", "head.0.bias"]}],
    "objective": objective,
})
second = key({
    "parent": first, "epoch": 1, "batch_norm": "train",
    "rates": [
        {"rate": 5e-06, "parameters": ["body.conv1.weight", "body.bn1.weight"]},
        {"rate": 0.0005, "parameters": ["head.0.weight", "head.0.bias"]},
    ],
    "objective": objective,
})
print(first, second)
