"""The answers to a network, layer after layer, from the other kinds' answers.

What a place sees is traced back through the windows, and not by the recurrence.
"""

import math

import oracle
from shapes import Invalid, per_axis

POINTWISE = ["relu", "gelu", "dropout", "softmax"]


def solve_network(problem):
    shape = problem["input"]
    if problem.get("channels_first"):
        shape = shape[1:] + shape[:1]
    walk = Walk(len(shape) - 1)
    rows = []
    for index, layer in enumerate(problem["layers"]):
        layer = dict(layer)
        for _ in range(layer.pop("repeat", 1)):
            for part in parts_of(layer, shape):
                row = solve_layer(part, shape, f"/layers/{index}")
                walk.step(part, shape)
                shape = row["shape"]
                rows.append(row | {"seen": walk.seen()})
            layer = without_stride(layer)
    return answers_of(rows, len(problem["input"]) - 1)


def parts_of(layer, shape):
    """A separable convolution as its two."""
    if layer["type"] != "separable_conv":
        return [layer]
    channels = shape[-1]
    depthwise = {k: v for k, v in layer.items() if k not in ("bias", "depth_multiplier")}
    depthwise |= {"type": "conv", "filters": channels * layer.get("depth_multiplier", 1),
                  "groups": channels, "bias": False}
    pointwise = {"type": "conv", "filters": layer["filters"], "kernel": 1,
                 "bias": layer.get("bias", True)}
    return [depthwise, pointwise]


def without_stride(layer):
    if layer["type"] in ("conv", "separable_conv", "residual"):
        return {k: v for k, v in layer.items() if k != "stride"}
    return layer


def solve_layer(layer, shape, place):
    kind = layer["type"]
    counts = {"weights": 0, "biases": 0, "parameters": 0, "statistics": 0, "macs": 0}
    if kind in ("conv", "pool", "transposed_conv", "linear", "residual"):
        return counts | solve_counted(kind, layer, shape, place)
    if kind == "flatten":
        return counts | {"shape": [math.prod(shape)]}
    if kind == "global_pool":
        return counts | {"shape": shape[-1:]}
    if kind == "upsample":
        scales = per_axis(layer["scale"], len(shape) - 1)
        return counts | {"shape": [a * b for a, b in zip(shape, scales)] + shape[-1:]}
    if kind == "batchnorm":
        both = 2 * shape[-1]
        return counts | {"shape": shape, "parameters": both, "statistics": both}
    return counts | {"shape": shape}


def solve_counted(kind, layer, shape, place):
    fields = {k: v for k, v in layer.items() if k != "type"}
    try:
        answers = oracle.solve(fields | {"kind": kind, "input": shape})
    except Invalid as invalid:
        raise Invalid(*(place + where for where in invalid.places)) from None
    if kind == "linear":
        row = {"shape": [answers["output"]], "macs": answers["weights"]}
    elif kind == "residual":
        return residual_row(fields, shape, answers)
    else:
        positions = answers["output"] if kind == "conv" else shape
        macs = answers.get("weights", 0) * math.prod(positions[:-1])
        row = {"shape": answers["output"], "macs": macs}
    names = ("weights", "biases", "parameters")
    return row | {name: answers.get(name, 0) for name in names}


def residual_row(fields, shape, answers):
    axes = len(shape) - 1
    size, channels = shape[:-1], shape[-1]
    weights = macs = filters = 0
    for layer in oracle.layers_of(fields | {"input": shape}):
        size = oracle.conv_output(size, layer, "", "same")
        own = oracle.layer_weights(axes, channels, layer)
        channels = layer["filters"]
        weights, macs, filters = weights + own, macs + own * math.prod(size), filters + channels
    if answers["shortcut"] == "projection":
        own = shape[-1] * channels
        weights, macs, filters = weights + own, macs + own * math.prod(size), filters + channels
    return {
        "shape": answers["main_output"],
        "weights": weights,
        "biases": filters * fields.get("bias", False),
        "parameters": answers["parameters"],
        "statistics": 2 * filters * fields.get("batchnorm", False),
        "macs": macs,
    }


class Walk:
    """The windows so far, through which a place is traced back to the input."""

    def __init__(self, axes):
        self.axes = axes
        self.windows = []  # of each: kernel, stride, dilation along each axis
        self.lost = False
        self.sees_all = False
        self.places = None

    def step(self, layer, shape):
        if len(shape) > 1:
            self.places = shape[:-1]
        kind = layer["type"]
        if kind in ("upsample", "transposed_conv"):
            self.lost = True
        if kind in ("linear", "global_pool") and not self.sees_all and not self.lost:
            self.sees_all = True
            self.add({"kernel": self.places} if self.axes else {"kernel": 1})
        if self.axes == len(shape) - 1:
            if kind in ("conv", "pool"):
                self.add(layer, layer["kernel"] if kind == "pool" else 1)
            if kind == "residual":
                for inside in oracle.layers_of(layer | {"input": shape}):
                    self.add(inside)

    def add(self, layer, standard_stride=1):
        axes = max(1, self.axes)
        self.windows.append(list(zip(
            per_axis(layer["kernel"], axes),
            per_axis(layer.get("stride", standard_stride), axes),
            per_axis(layer.get("dilation", 1), axes),
        )))

    def seen(self):
        """Along each axis how many places are seen, and how far the next place's begin."""
        if self.lost:
            return [(None, None)] * self.axes
        both = [(self.trace(axis, 0), self.trace(axis, 1)) for axis in range(self.axes)]
        return [
            (last - first + 1, None if self.sees_all else next_first - first)
            for (first, last), (next_first, _) in both
        ]

    def trace(self, axis, place):
        first = last = place
        for window in reversed(self.windows):
            kernel, stride, dilation = window[axis]
            first, last = first * stride, last * stride + (kernel - 1) * dilation
        return first, last


def answers_of(rows, axes):
    def shape_of(sizes):
        return sizes[0] if len(sizes) == 1 else sizes

    def total(name):
        return sum(row[name] for row in rows)

    answers = {f"shape_{i}": shape_of(row["shape"]) for i, row in enumerate(rows, 1)}
    answers |= {
        "output": shape_of(rows[-1]["shape"]),
        "parameters_by_layer": [row["parameters"] for row in rows],
        "macs_by_layer": [row["macs"] for row in rows],
        "weights": total("weights"),
        "biases": total("biases"),
        "trainable": total("parameters"),
        "non_trainable": total("statistics"),
        "parameters": total("parameters"),
        "macs": total("macs"),
        "flops": 2 * total("macs"),
        "memory_parameters": 4 * total("parameters"),
        "memory_activations": 4 * sum(math.prod(row["shape"]) for row in rows),
    }
    if axes == 0:
        return answers
    seen = [row["seen"] for row in rows]
    alike = all(len(set(row)) == 1 for row in seen)
    fields, jumps = ([[axis[part] for axis in row] for row in seen] for part in (0, 1))
    if alike:
        fields, jumps = ([row[0] for row in values] for values in (fields, jumps))
    return answers | {
        "receptive_field": fields[-1],
        "receptive_field_by_layer": fields,
        "jump_by_layer": jumps,
    }
