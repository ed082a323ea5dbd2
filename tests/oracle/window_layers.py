"""The answers to pooling, transposed convolutions and linear layers, written from the definitions.

A pool's windows and the places that a transposed filter writes to are counted where there are few,
and worked out with the frameworks' formulas where there are many.
"""

import math

from shapes import AXES, Invalid, ceil_divide, padding_of, per_axis, weights_per_filter

FEW = 2000


def sizes(size, output, channels):
    answers = {f"output_{axis}": length for axis, length in zip(AXES[len(size)], output)}
    return answers | {"output": output + [channels], "output_channels": channels}


def settings(problem, axes, standard_stride):
    return list(zip(
        per_axis(problem["kernel"], axes),
        per_axis(problem.get("stride", standard_stride), axes),
        per_axis(problem.get("dilation", 1), axes),
    ))


# Pooling


def solve_pool(problem):
    *size, channels = problem["input"]
    axes = len(size)
    padding, ceil = problem.get("padding", 0), problem.get("ceil", False)
    if padding == "same" and ceil:
        raise Invalid("/ceil")
    output = []
    too_much = False
    for axis, (kernel, stride, dilation) in enumerate(settings(problem, axes, problem["kernel"])):
        extent = dilation * (kernel - 1) + 1
        ends = padding_of(padding, axis, axes, size[axis], extent, stride)
        output.append(pool_output(size[axis], extent, stride, ends, ceil))
        too_much |= padding != "same" and max(ends) > extent // 2
    if min(output) < 1:
        raise Invalid("/kernel")
    if too_much:
        raise Invalid("/padding")
    return sizes(size, output, channels) | {"parameters": 0}


def pool_output(length, extent, stride, ends, ceil):
    room = length + sum(ends) - extent
    if length > FEW:
        if not ceil:
            return room // stride + 1
        windows = ceil_divide(room, stride) + 1
        return windows - ((windows - 1) * stride >= length + ends[0])
    if room < 0:
        return 1 if ceil and -room < stride else 0
    starts = range(0, length + sum(ends), stride)
    windows = sum(start <= room for start in starts)
    left_over = room % stride != 0
    return windows + (ceil and left_over and windows * stride < length + ends[0])


# A transposed convolution


def solve_transposed_conv(problem):
    *size, channels = problem["input"]
    axes = len(size)
    groups, filters = problem.get("groups", 1), problem["filters"]
    if channels % groups or filters % groups:
        raise Invalid("/groups")
    padding, added = problem.get("padding", 0), problem.get("output_padding")
    output = []
    for axis, (kernel, stride, dilation) in enumerate(settings(problem, axes, 1)):
        extra = None if added is None else per_axis(added, axes)[axis]
        if extra is not None and extra >= max(stride, dilation):
            raise Invalid("/output_padding")
        ends = padding if padding in ("same", "valid") else end_places(padding, axis, axes)
        output.append(transposed_output(size[axis], kernel, stride, dilation, ends, extra))
    if min(output) < 1:
        raise Invalid("/padding")
    per_filter = weights_per_filter(axes, channels, problem)
    bias = int(problem.get("bias", True))
    return sizes(size, output, filters) | {
        "weights_per_filter": per_filter,
        "parameters_per_filter": per_filter + bias,
        "weights": per_filter * filters,
        "biases": bias * filters,
        "parameters": (per_filter + bias) * filters,
        "macs": per_filter * filters * math.prod(size),
        "flops": 2 * per_filter * filters * math.prod(size),
    }


def end_places(padding, axis, axes):
    ends = per_axis(padding, axes)[axis]
    return 2 * ends if isinstance(ends, int) else sum(ends)


def transposed_output(length, kernel, stride, dilation, ends, extra):
    extent = dilation * (kernel - 1) + 1
    if extra is None and ends == "same":
        return length * stride
    if extra is None and ends == "valid":
        return (length - 1) * stride + max(extent, stride)
    cut = {"same": extent // 2 * 2, "valid": 0}.get(ends, ends)
    if length * kernel > FEW:
        reach = (length - 1) * stride + extent
    else:
        reach = 1 + max(
            position * stride + weight * dilation
            for position in range(length)
            for weight in range(kernel)
        )
    return reach - cut + (extra or 0)


# A linear layer


def solve_linear(problem):
    inputs, units = math.prod(problem["input"]), problem["units"]
    bias = int(problem.get("bias", True))
    return {
        "inputs": inputs,
        "output": units,
        "weights_per_unit": inputs,
        "parameters_per_unit": inputs + bias,
        "weights": inputs * units,
        "biases": bias * units,
        "parameters": (inputs + bias) * units,
        "macs": inputs * units,
        "flops": 2 * inputs * units,
    }
