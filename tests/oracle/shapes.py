"""What the layers that slide over a volume have in common."""

import math

AXES = {1: ["length"], 2: ["height", "width"], 3: ["depth", "height", "width"]}


class Invalid(Exception):
    """The problem has no answer. `places` are the fields that may be named as wrong."""

    def __init__(self, *places):
        super().__init__(", ".join(places))
        self.places = places


def padding_of(padding, axis, axes, length, extent, stride):
    if padding == "valid":
        return 0, 0
    if padding == "same":
        total = max(0, (ceil_divide(length, stride) - 1) * stride + extent - length)
        return total // 2, total - total // 2
    ends = per_axis(padding, axes)[axis]
    return (ends, ends) if isinstance(ends, int) else tuple(ends)


def weights_per_filter(axes, channels, layer):
    return math.prod(per_axis(layer["kernel"], axes)) * channels // layer.get("groups", 1)


def per_axis(value, axes):
    """One entry an axis; a single one serves all axes."""
    entries = value if isinstance(value, list) else [value]
    return entries * axes if len(entries) == 1 else entries


def ceil_divide(a, b):
    return -(-a // b)
