#!/usr/bin/env python3
"""Prints core_values.json: inputs and results of operators as PyTorch computes them.

    /usr/bin/python3 generate_core_values.py > core_values.json      (written with PyTorch 1.13)

A case is a name, input tensors and output tensors. Where all inputs are float32 and the case is marked `grad`, there are also the
gradients of sum(output * weights) over all outputs, with weights = linspace(-1, 1, numel) in the output's shape. CoreValuesTests.cs
computes the same under the same names.
"""
import json
import sys

import numpy
import torch
import torch.nn.functional as F

cases = []


def number(x):
    if isinstance(x, (bool, int)):
        return x
    if x != x or x in (float("inf"), float("-inf")):
        return str(x)  # NaN and infinities are no JSON numbers
    return x


def describe(t):
    t = t.detach()
    if t.dtype == torch.float32:
        # The shortest decimals that give this float32 back.
        data = [number(float(str(numpy.float32(x)))) for x in t.flatten().tolist()]
    else:
        data = [number(x) for x in t.flatten().tolist()]
    return {"shape": list(t.shape), "dtype": str(t.dtype).removeprefix("torch."), "data": data}


def case(name, function, *inputs, grad=False):
    leaves = [x.clone().requires_grad_() if grad and x.is_floating_point() else x.clone() for x in inputs]
    described = [describe(x) for x in leaves]
    outputs = function(*leaves)
    outputs = list(outputs) if isinstance(outputs, (tuple, list)) else [outputs]
    entry = {"name": name, "inputs": described, "outputs": [describe(x) for x in outputs]}
    if grad:
        loss = sum((o * torch.linspace(-1, 1, o.numel()).view(o.shape)).sum() for o in outputs if o.requires_grad)
        loss.backward()
        entry["gradients"] = [describe(x.grad) for x in leaves if x.requires_grad]
    cases.append(entry)


source = torch.Generator().manual_seed(7)


def floats(*shape, low=-40, high=40):
    # Sixteenths: exact in float32 and short in the file.
    return torch.randint(low, high, shape, generator=source).float() / 16


def positive(*shape):
    return floats(*shape, low=1, high=40)


def integers(*shape, low=-5, high=6):
    return torch.randint(low, high, shape, generator=source)


a, b, p = floats(2, 3), floats(2, 3), positive(2, 3)
row, matrix, square = floats(3), floats(3, 4), floats(3, 3)
mask = torch.tensor([[True, False, True], [False, True, False]])
odd = torch.tensor([1.0, float("nan"), float("inf"), float("-inf"), -2.0])

# Arithmetic and broadcasting
case("add", lambda x, y: x + y, a, row, grad=True)
case("add_alpha", lambda x, y: torch.add(x, y, alpha=2.5), a, b, grad=True)
case("sub", lambda x, y: x - y, a, b, grad=True)
case("mul", lambda x, y: x * y, a, row, grad=True)
case("div", lambda x, y: x / y, a, p, grad=True)
case("div_floor", lambda x, y: torch.div(x, y, rounding_mode="floor"), a, p)
case("div_trunc", lambda x: torch.div(x, 0.75, rounding_mode="trunc"), a)
case("scalar_left", lambda x: (2 - x, 3 / x, 1.5 * x, 1 + x), p, grad=True)
case("scalar_right", lambda x: (x - 2, x / 3, x * 1.5, x + 1, x % 2), p)
case("integer_scalar", lambda x: (x + 1, x * 2.5, x / 2, -x), integers(2, 3))
case("pow", lambda x: (x**2, x**-0.5), p, grad=True)
case("pow_tensor", lambda x, y: x**y, p, b, grad=True)
case("addcmul_", lambda x, y, z: x.clone().addcmul_(y, z, value=0.5), a, b, p, grad=True)
case("addcdiv_", lambda x, y, z: x.clone().addcdiv_(y, z, value=-0.5), a, b, p, grad=True)
case("lerp_", lambda x, y: x.clone().lerp_(y, torch.tensor(0.25)), a, b, grad=True)
case("bits", lambda x, y: (x & y, x | y, x ^ y, ~x), integers(4), integers(4))

# Pointwise
case("pointwise", lambda x: (x.neg(), x.abs(), x.square(), x.exp(), x.sigmoid(), x.tanh(), x.relu()), a, grad=True)
case("pointwise_positive", lambda x: (x.sqrt(), x.rsqrt(), x.log(), x.log1p(), x.reciprocal()), p, grad=True)
case("rounding", lambda x: (x.floor(), x.ceil(), x.round(), x.round(decimals=1)), a)
case("clamp", lambda x: (x.clamp(-1, 1), x.clamp(min=0.5), x.clamp(max=-0.5)), a, grad=True)
case("clamp_tensor", lambda x, y: torch.clamp(x, min=y), a, b)
case("maximum", lambda x, y: (torch.maximum(x, y), torch.minimum(x, y)), a, b, grad=True)
case("softmax", lambda x: (x.softmax(1), x.log_softmax(0), x.logsumexp(1)), a, grad=True)
case("masked_fill", lambda x, m: x.masked_fill(m, -9.0), a, mask)
case("where", lambda m, x, y: torch.where(m, x, y), mask, a, b)
case("comparison", lambda x, y: (x == y, x != y, x < y, x <= y, x > y, x >= y), integers(8), integers(8))
case("comparison_scalar", lambda x: (x == 1, x != 1, x < 1, 1 < x, x >= 1, 1 >= x), integers(8))
case("special_values", lambda x: (x.isnan(), x.isfinite(), x.isinf()), odd)

# Matrices
case("matmul", lambda x, y: x @ y, a, matrix, grad=True)
case("matmul_batch", lambda x, y: x @ y, floats(2, 2, 3), matrix, grad=True)
case("bmm", lambda x, y: torch.bmm(x, y), floats(2, 2, 3), floats(2, 3, 2), grad=True)
case("vectors", lambda x, y: (x.dot(y), torch.outer(x, y)), row, floats(3), grad=True)
case("einsum", lambda x, y: torch.einsum("bi,ij->bj", x, y), a, matrix, grad=True)
case("cdist", lambda x, y: torch.cdist(x, y), a, floats(4, 3), grad=True)
case("triangles", lambda x: (x.tril(), x.triu(1), x.t()), square)

# Reductions
case("sum", lambda x: (x.sum(), x.sum(1), x.sum((0, 1), keepdim=True), x.cumsum(1)), a, grad=True)
case("sum_dtype", lambda x: (x.sum(), x.sum(dtype=torch.float64)), mask)
case("mean", lambda x: (x.mean(), x.mean([1], keepdim=True)), a, grad=True)
case("var", lambda x: (x.var(), x.var(0, unbiased=False), x.std(), x.std([0, 1], unbiased=True, keepdim=True)), a, grad=True)
case("var_mean", lambda x: torch.var_mean(x, [0], unbiased=False) + torch.std_mean(x), a)
case("max", lambda x: (x.max(), x.min(), x.amax([0]), x.amin([0, 1])), a, grad=True)
case("max_dim", lambda x: (*x.max(1), *x.min(0, keepdim=True)), a)
case("argmax", lambda x: (x.argmax(), x.argmax(1), x.argmin(0, keepdim=True)), a)
case("sort", lambda x: (*x.sort(), *x.sort(dim=0, descending=True, stable=True), x.argsort(1)), a)
case("topk", lambda x: (*x.topk(2), *x.topk(1, 0, largest=False)), a)
case("prod", lambda x: (x.prod(), x.prod(1)), p, grad=True)
case("norm", lambda x: (x.norm(), x.norm(p=1), x.norm(2, dim=1, keepdim=True)), a, grad=True)
case("median", lambda x: (x.median(), torch.quantile(x, torch.tensor([0.25, 0.5]), dim=1)), a)
case("all_any", lambda m: (m.all(), m.any(), m.all(0), m.any(1, keepdim=True)), mask)
case("counting", lambda x: (torch.bincount(x), torch.count_nonzero(x), x.nonzero()), integers(10, low=0, high=5))
case("unique", lambda x: torch.unique(x, return_inverse=True, return_counts=True), integers(10, low=0, high=5))
case("unique_dim", lambda x: torch.unique(x, dim=0), integers(5, 1, low=0, high=3))

# Shape
cube = floats(2, 3, 4)
case("permute", lambda x: (x.permute(2, 0, 1), x.transpose(0, 2), x.movedim([0], [2])), cube, grad=True)
case("reshape", lambda x: (x.reshape(4, -1), x.view(6, 4), x.flatten(1), x.unsqueeze(1), x.unsqueeze(0).squeeze(0)), cube)
case("join", lambda x, y: (torch.cat([x, y], 1), torch.stack([x, y]), torch.hstack([x, y]), torch.vstack([x, y])), a, b, grad=True)
case("parts", lambda x: (*x.chunk(2, 2), *x.split([1, 2], 1), *x.unbind(0)), cube)
case("repeat", lambda x: (x.repeat(2, 1), x.tile([2]), x.repeat_interleave(2, dim=0), x.unsqueeze(0).expand(2, 2, 3)), a, grad=True)
case("flip_roll", lambda x: (x.flip(1), x.roll(1, 1), x.roll((1, 1), (0, 1)), x.roll(2)), a)
case("narrow", lambda x: (x.narrow(1, 1, 2), x[1], x[1, 2], x[0, 1, 2], x[:, 1:3, ::2], x[..., -1], x[None, 1]), cube)

# Picking and placing
rows = torch.tensor([2, 0, 0])
case("index_select", lambda x, i: (x.index_select(0, i), x[i]), matrix, rows)
case("gather", lambda x, i: x.gather(1, i), matrix, torch.tensor([[0, 3], [1, 1], [2, 0]]))
case("index_tensors", lambda x, i, j: x[i, j], matrix, rows, torch.tensor([3, 1, 2]))
case("index_mask", lambda x, m: (x[m], x.masked_select(m)), a, mask)
case("index_put", lambda x, i: (x.clone().index_put_((i,), torch.tensor(1.5)), x.index_put((i,), torch.ones(4), accumulate=True)),
     matrix, rows)
case("index_copy_", lambda x, i, y: x.clone().index_copy_(0, i, y), matrix, torch.tensor([2, 0]), floats(2, 4))
case("index_add_", lambda x, i, y: x.clone().index_add_(0, i, y, alpha=2), matrix, rows, floats(3, 4))
case("scatter_", lambda i, y: torch.zeros(3, 4).scatter_(1, i, y), torch.tensor([[0, 3], [1, 2], [2, 0]]), floats(3, 2))


def assign(x, y):
    x = x.clone()
    x[1] = y
    x[0, 2] = 7
    x[:, 3] = -1
    return x


case("assign", assign, matrix, floats(4))

# Factories and conversions
case("arange", lambda: (torch.arange(5), torch.arange(2, 8, 3), torch.arange(0, 1, 0.25), torch.linspace(0, 1, 5), torch.eye(2, 3)))
case("conversions", lambda x: (x.long(), x.int(), x.byte(), x.bool(), x.double()), p)
case("half", lambda x: (x.half().float(), x.bfloat16().float()), floats(4) / 3)

# What the layers of a network call
image = floats(1, 4, 6, 5)
case("conv2d", lambda x, w, v: F.conv2d(x, w, v, padding=1), image, floats(3, 4, 3, 3), floats(3), grad=True)
case("conv2d_strided", lambda x, w: F.conv2d(x, w, stride=2, padding=(1, 0)), image, floats(2, 4, 3, 3), grad=True)
case("conv2d_dilated", lambda x, w: F.conv2d(x, w, padding=2, dilation=2), image, floats(2, 4, 3, 3), grad=True)
case("conv2d_grouped", lambda x, w: F.conv2d(x, w, padding=1, groups=4), image, floats(4, 1, 3, 3), grad=True)
case("max_pool2d", lambda x: F.max_pool2d(x, 3, 2, 1), image, grad=True)
case("avg_pool2d", lambda x: F.avg_pool2d(x, 2, 2), image, grad=True)
case("adaptive_avg_pool2d", lambda x: F.adaptive_avg_pool2d(x, (1, 1)), image, grad=True)


def batch_norm(training):
    def function(x, weight, bias, mean, variance):
        mean, variance = mean.clone().detach(), variance.clone().detach()
        y = F.batch_norm(x, mean, variance, weight, bias, training, 0.1, 1e-5)
        return y, mean, variance

    return function


def batch_norm_case(name, training):
    x, weight, bias, mean, variance = floats(2, 3, 2, 2), positive(3), floats(3), floats(3), positive(3)
    leaves = [t.clone().requires_grad_() for t in (x, weight, bias)]
    outputs = batch_norm(training)(*leaves, mean, variance)
    (outputs[0] * torch.linspace(-1, 1, outputs[0].numel()).view(outputs[0].shape)).sum().backward()
    cases.append({"name": name, "inputs": [describe(t) for t in (x, weight, bias, mean, variance)],
                  "outputs": [describe(t) for t in outputs], "gradients": [describe(t.grad) for t in leaves]})


batch_norm_case("batch_norm_training", True)
batch_norm_case("batch_norm_evaluation", False)
case("linear", lambda x, w, v: F.linear(x, w, v), a, floats(4, 3), floats(4), grad=True)
case("cross_entropy", lambda x, t: F.cross_entropy(x, t, label_smoothing=0.1), floats(4, 3), torch.tensor([0, 2, 1, 2]))


# Random numbers, each after manual_seed(42)
def seeded(name, function):
    torch.manual_seed(42)
    case(name, function)


seeded("rand", lambda: (torch.rand(5), torch.rand(3, 7), torch.rand(4, dtype=torch.float64)))
seeded("randn", lambda: (torch.randn(5), torch.randn(4, 9), torch.randn(3, dtype=torch.float64)))
seeded("randint", lambda: (torch.randint(10, (8,)), torch.randint(-3, 3, (2, 4))))
seeded("randperm", lambda: (torch.randperm(10), torch.randperm(40)))
seeded("fill_random", lambda: (torch.empty(6).uniform_(-1, 1), torch.empty(20).normal_(1, 2), torch.empty(8).bernoulli_(0.3),
                               torch.empty(5).random_(0, 100)))
seeded("bernoulli", lambda: (torch.bernoulli(torch.full((8,), 0.5)), torch.multinomial(torch.tensor([1.0, 2.0, 3.0, 4.0]), 3)))

print("[")
print(",\n".join(json.dumps(c, separators=(",", ":")) for c in cases))
print("]")
print(f"{len(cases)} cases", file=sys.stderr)
