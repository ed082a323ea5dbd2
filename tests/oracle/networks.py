"""The answers to a network, layer after layer, from the other kinds' answers.

What a place sees is traced back through the windows, and not by the recurrence.
"""

import copy
import math

import oracle
from shapes import AXES, Invalid, padding_of, per_axis

SINGLE_LAYERS = ["separable_conv", "global_pool", "adaptive_pool", "upsample", "flatten"]
NEED_PLACES = ["conv", "pool", "transposed_conv", "separable_conv", "residual", "global_pool",
               "adaptive_pool", "upsample"]
NOTHING = {"weights": 0, "biases": 0, "parameters": 0, "statistics": 0, "macs": 0,
           "additions": 0}


def solve_network(problem):
    shape = problem["input"]
    if problem.get("channels_first"):
        shape = shape[1:] + shape[:1]
    rows = []
    solve_layers(problem["layers"], "/layers", shape, Sight(len(shape) - 1), rows)
    if problem.get("bias_in_macs"):
        for row in rows:
            row["macs"] += row["additions"]
    return answers_of(rows, len(shape) - 1)


def solve_single_layer(problem):
    """A network of this layer, as a problem of its own."""
    layer = {k: v for k, v in problem.items() if k not in ("kind", "input")}
    network = {"input": problem["input"], "layers": [layer | {"type": problem["kind"]}]}
    axes = len(problem["input"]) - 1
    if axes not in AXES:
        raise Invalid("/input")
    try:
        answers = solve_network(network)
    except Invalid as invalid:
        raise Invalid(*(where.removeprefix("/layers/0") for where in invalid.places)) from None
    wanted = ["output", "parameters"]
    if problem["kind"] == "separable_conv":
        wanted += ["weights", "biases", "macs", "flops"]
    sizes = {}
    if isinstance(answers["output"], list):
        *size, channels = answers["output"]
        sizes = {f"output_{axis}": length for axis, length in zip(AXES[axes], size)}
        sizes["output_channels"] = channels
    return {name: answers[name] for name in wanted} | sizes


def solve_layers(layers, place, shape, sight, rows):
    """Adds the layers to the rows; gives what leaves the last."""
    for index, layer in enumerate(layers):
        layer = dict(layer)
        for _ in range(layer.pop("repeat", 1)):
            own = f"{place}/{index}"
            if "branches" in layer:
                shape, sight = solve_branches(layer, own, shape, sight, rows)
                layer.pop("stride", 0)
                continue
            for part in parts_of(layer, shape, own):
                row = solve_layer(part, shape, own)
                sight = sight.behind(part, shape)
                shape = row["shape"]
                rows.append(row | {"seen": sight.seen()})
            layer = without_stride(layer)
    return shape, sight


def solve_branches(layer, place, shape, sight, rows):
    if layer.keys() - {"type", "branches"}:
        raise Invalid(place + "/branches")
    ends = [
        solve_layers(branch, f"{place}/branches/{i}", shape, sight, rows)
        for i, branch in enumerate(layer["branches"])
    ]
    shapes = [end for end, _ in ends]
    for i, other in enumerate(shapes):
        is_concat = layer["type"] == "concat"
        if (other[:-1] != shapes[0][:-1]) if is_concat else (other != shapes[0]):
            raise Invalid(f"{place}/branches/{i}")
    channels = sum(s[-1] for s in shapes) if layer["type"] == "concat" else shapes[0][-1]
    joined = Sight.joined([own for _, own in ends], shapes[0])
    row = {"shape": shapes[0][:-1] + [channels], "seen": joined.seen()}
    rows.append(NOTHING | row)
    return row["shape"], joined


def parts_of(layer, shape, place):
    """A separable convolution as its two."""
    if layer["type"] != "separable_conv":
        return [layer]
    if len(shape) == 1:
        raise Invalid(place)
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
    if len(shape) == 1 and kind in NEED_PLACES:
        raise Invalid(place)
    if kind in ("conv", "pool", "transposed_conv", "linear", "residual"):
        return NOTHING | solve_counted(kind, layer, shape, place)
    if kind == "flatten":
        return NOTHING | {"shape": [math.prod(shape)]}
    if kind == "global_pool":
        return NOTHING | {"shape": shape[-1:]}
    if kind == "adaptive_pool":
        return NOTHING | {"shape": per_axis(layer["output_size"], len(shape) - 1) + shape[-1:]}
    if kind == "upsample":
        scales = per_axis(layer["scale"], len(shape) - 1)
        return NOTHING | {"shape": [a * b for a, b in zip(shape, scales)] + shape[-1:]}
    if kind == "batchnorm":
        both = 2 * shape[-1]
        return NOTHING | {"shape": shape, "parameters": both, "statistics": both}
    return NOTHING | {"shape": shape}


def solve_counted(kind, layer, shape, place):
    fields = {k: v for k, v in layer.items() if k != "type"}
    try:
        answers = oracle.solve(fields | {"kind": kind, "input": shape})
    except Invalid as invalid:
        raise Invalid(*(place + where for where in invalid.places)) from None
    if kind == "linear":
        row = {"shape": [answers["output"]], "macs": answers["weights"],
               "additions": answers["biases"]}
    elif kind == "residual":
        return residual_row(fields, shape, answers)
    else:
        positions = answers["output"] if kind == "conv" else shape
        macs = answers.get("weights", 0) * math.prod(positions[:-1])
        additions = answers.get("biases", 0) * math.prod(answers["output"][:-1])
        row = {"shape": answers["output"], "macs": macs, "additions": additions}
    names = ("weights", "biases", "parameters")
    return row | {name: answers.get(name, 0) for name in names}


def residual_row(fields, shape, answers):
    axes = len(shape) - 1
    size, channels = shape[:-1], shape[-1]
    weights = macs = filters = additions = 0
    for layer in oracle.layers_of(fields | {"input": shape}):
        size = oracle.conv_output(size, layer, "", "same")
        own = oracle.layer_weights(axes, channels, layer)
        channels = layer["filters"]
        weights, macs, filters = weights + own, macs + own * math.prod(size), filters + channels
        additions += channels * math.prod(size)
    if answers["shortcut"] == "projection":
        own = shape[-1] * channels
        weights, macs, filters = weights + own, macs + own * math.prod(size), filters + channels
        additions += channels * math.prod(size)
    return {
        "shape": answers["main_output"],
        "weights": weights,
        "biases": filters * fields.get("bias", False),
        "parameters": answers["parameters"],
        "statistics": 2 * filters * fields.get("batchnorm", False),
        "macs": macs,
        "additions": additions * fields.get("bias", False),
    }


class Sight:
    """The ways from a place back to the input, each of which is a list of windows."""

    def __init__(self, axes):
        self.axes = axes
        self.ways = [[]]  # of each window, along each axis: kernel, stride, dilation, zeros before
        self.lost = False
        self.sees_all = False
        self.places = None

    def behind(self, layer, shape):
        new = copy.copy(self)
        if len(shape) > 1:
            new.places = shape[:-1]
        kind = layer["type"]
        to_one = kind == "adaptive_pool" and math.prod(
            per_axis(layer["output_size"], max(1, new.axes))) == 1
        if kind in ("upsample", "transposed_conv") or (kind == "adaptive_pool" and not to_one):
            new.lost = True
        if (kind in ("linear", "global_pool") or to_one) and not new.sees_all and not new.lost:
            new.sees_all = True
            new.add({"kernel": new.places} if new.axes else {"kernel": 1}, new.places)
        if self.axes == len(shape) - 1 and not new.sees_all:
            if kind in ("conv", "pool"):
                new.add(layer, shape, layer["kernel"] if kind == "pool" else 1)
            if kind == "residual":
                size = shape[:-1]
                for inside in oracle.layers_of(layer | {"input": shape}):
                    inside = {"padding": "same"} | inside
                    new.add(inside, size)
                    size = oracle.conv_output(size, inside, "", "same")
        return new

    @classmethod
    def joined(cls, sights, shape):
        new = copy.copy(sights[0])
        new.ways = [way for sight in sights for way in sight.ways]
        new.lost = any(sight.lost for sight in sights)
        if not new.lost:
            new.lost = len({sight.sees_all for sight in sights}) > 1 or (
                not new.sees_all and len({str(sight.jumps()) for sight in sights}) > 1)
        if len(shape) > 1:
            new.places = shape[:-1]
        return new

    def add(self, layer, size, standard_stride=1):
        axes = max(1, self.axes)
        kernels = per_axis(layer["kernel"], axes)
        strides = per_axis(layer.get("stride", standard_stride), axes)
        dilations = per_axis(layer.get("dilation", 1), axes)
        window = []
        for axis, (kernel, stride, dilation) in enumerate(zip(kernels, strides, dilations)):
            extent = dilation * (kernel - 1) + 1
            length = size[axis] if self.axes else 1
            ends = padding_of(layer.get("padding", 0), axis, axes, length, extent, stride)
            window.append((kernel, stride, dilation, ends[0]))
        self.ways = [way + [window] for way in self.ways]

    def jumps(self):
        return [self.trace(axis, 1)[0] - self.trace(axis, 0)[0] for axis in range(self.axes)]

    def seen(self):
        """Along each axis how many places are seen, and how far the next place's begin."""
        if self.lost:
            return [(None, None)] * self.axes
        jumps = [None] * self.axes if self.sees_all else self.jumps()
        both = [self.trace(axis, 0) for axis in range(self.axes)]
        return [(last - first + 1, jump) for (first, last), jump in zip(both, jumps)]

    def trace(self, axis, place):
        ends = [trace_back(way, axis, place) for way in self.ways]
        return min(first for first, _ in ends), max(last for _, last in ends)


def trace_back(way, axis, place):
    first = last = place
    for window in reversed(way):
        kernel, stride, dilation, before = window[axis]
        first = first * stride - before
        last = last * stride - before + (kernel - 1) * dilation
    return first, last


def answers_of(rows, axes):
    def shape_of(sizes):
        return sizes[0] if len(sizes) == 1 else sizes

    def total(name):
        return sum(row[name] for row in rows)

    answers = {
        "shapes": [row["shape"] for row in rows],
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
    fields, jumps = ([[axis[part] for axis in row] for row in seen] for part in (0, 1))
    alike = all(len(set(row)) == 1 for row in seen)
    fields, jumps = ([row[0] for row in values]
                     if alike or all(len(set(row)) == 1 for row in values) else values
                     for values in (fields, jumps))
    return answers | {"receptive_field": fields[-1], "receptive_field_by_layer": fields,
                      "jump_by_layer": jumps}
