"""What the answers to a problem are, written from the definitions and not from the program.

solve(problem) gives a dictionary of integers, names, None where undefined, Surd numbers, Estimates,
and lists of these. Numbers that aren't whole come in as Fraction or as text.
"""

import math
from fractions import Fraction

import inverse
import networks
import surd
import window_layers
from shapes import AXES, Invalid, ceil_divide, padding_of, per_axis, weights_per_filter
from surd import Surd

# A block that is given its channels alone is worked through at this size.
EXAMPLE_SIZE = [32, 32]


class Estimate:
    """A sum of two unlike roots, which the program works out in doubles."""

    def __init__(self, x, gamma, beta):
        self.x, self.gamma, self.beta = x, gamma, beta

    def is_close(self, double):
        """Whether the double differs by a few roundings of the parts at most."""
        x, gamma, beta = (part.to_fraction() for part in (self.x, self.gamma, self.beta))
        parts = [gamma * x, beta]
        return abs(Fraction(double) - sum(parts)) <= max(map(abs, parts)) / 2**48


def solve(problem):
    solvers = {
        "conv": solve_conv,
        "pool": window_layers.solve_pool,
        "transposed_conv": window_layers.solve_transposed_conv,
        "linear": window_layers.solve_linear,
        "residual": solve_residual,
        "batchnorm": solve_batchnorm,
        "network": networks.solve_network,
        **dict.fromkeys(networks.SINGLE_LAYERS, networks.solve_single_layer),
    }
    if problem["kind"] in ("conv", "pool", "transposed_conv") and inverse.is_inverse(problem):
        return inverse.solve_inverse(problem)
    return solvers[problem["kind"]](problem)


# A convolution


def solve_conv(problem):
    *size, channels = problem["input"]
    output = conv_output(size, problem, "/kernel")
    filters = problem["filters"]
    per_filter = weights_per_filter(len(size), channels, problem)
    bias = int(problem.get("bias", True))
    answers = {f"output_{axis}": length for axis, length in zip(AXES[len(size)], output)}
    return answers | {
        "output": output + [filters],
        "output_channels": filters,
        "weights_per_filter": per_filter,
        "parameters_per_filter": per_filter + bias,
        "weights": per_filter * filters,
        "biases": bias * filters,
        "parameters": (per_filter + bias) * filters,
    } | operations(per_filter * filters * math.prod(output))


def operations(macs):
    return {"macs": macs, "flops": 2 * macs}


def conv_output(size, layer, kernel_place, padding=0):
    """The positions that the kernel can take along each axis."""
    axes = len(size)
    kernels = per_axis(layer["kernel"], axes)
    strides = per_axis(layer.get("stride", 1), axes)
    dilations = per_axis(layer.get("dilation", 1), axes)
    output = []
    for axis, length in enumerate(size):
        extent = dilations[axis] * (kernels[axis] - 1) + 1
        stride = strides[axis]
        ends = padding_of(layer.get("padding", padding), axis, axes, length, extent, stride)
        room = length + sum(ends) - extent
        if room < 0:
            raise Invalid(kernel_place)
        output.append(room // stride + 1)
    return output


# A residual block


def solve_residual(problem):
    *size, channels = problem["input"]
    size = size or EXAMPLE_SIZE
    layers = layers_of(problem)
    bias, batchnorm = problem.get("bias", False), problem.get("batchnorm", False)

    main, wanted, width, counts = size, [1] * len(size), channels, []
    for index, layer in enumerate(layers):
        counts.append(layer_weights(len(size), width, layer) + bias * layer["filters"])
        main = conv_output(main, layer, f"/layers/{index}/kernel", "same")
        strides = per_axis(layer.get("stride", 1), len(size))
        wanted = [a * b for a, b in zip(wanted, strides)]
        width = layer["filters"]

    answers = shortcut_answers(problem.get("shortcut", "auto"), size, channels, main, width, wanted)
    projected = width if answers["shortcut"] == "projection" else 0
    answers["parameters_shortcut"] = channels * projected + bias * projected
    for number, count in enumerate(counts, 1):
        answers[f"parameters_{number}"] = count
    answers["parameters"] = sum(counts) + answers["parameters_shortcut"]
    if batchnorm:
        normalized = sum(layer["filters"] for layer in layers) + projected
        answers["parameters_batchnorm"] = 2 * normalized
        answers["parameters"] += 2 * normalized
    return answers


def layers_of(problem):
    """The layers, also where --filters or --bottleneck say them in short."""
    if "layers" in problem:
        return problem["layers"]
    stride = problem.get("stride", 1)
    if "filters" in problem:
        first = {"filters": problem["filters"], "kernel": 3}
        return [first | {"stride": stride}, first]
    narrow = problem["bottleneck"]
    strides = (1, stride) if problem.get("stride_in") == "3x3" else (stride, 1)
    return [
        {"filters": narrow, "kernel": 1, "stride": strides[0]},
        {"filters": narrow, "kernel": 3, "stride": strides[1]},
        {"filters": 4 * narrow, "kernel": 1},
    ]


def layer_weights(axes, channels, layer):
    return weights_per_filter(axes, channels, layer) * layer["filters"]


def shortcut_answers(asked, size, channels, main, width, wanted_strides):
    match = size + [channels] == main + [width]
    answers = {
        "shortcut": asked,
        "shortcut_kernel": None,
        "shortcut_filters": None,
        "shortcut_stride": None,
        "main_output": main + [width],
        "skip_output": main + [width],
        "shapes_match": match,
        "output": main + [width],
    }
    if asked == "identity" or match and asked != "projection":
        answers["shortcut"] = "identity"
        answers["skip_output"] = size + [channels]
        answers["output"] = main + [width] if match else None
        return answers

    strides = [shortcut_stride(*axis) for axis in zip(size, main, wanted_strides)]
    if asked == "zero-pad" and width < channels:
        raise Invalid("/shortcut", "/layers")
    if None in strides:
        raise Invalid("/layers")
    answers["shortcut_stride"] = strides if len(set(strides)) > 1 else strides[0]
    if asked != "zero-pad":
        answers |= {"shortcut": "projection", "shortcut_kernel": 1, "shortcut_filters": width}
    return answers


def shortcut_stride(length, output, wanted):
    """The block's own stride where that reaches the output, else the smallest that does."""
    if ceil_divide(length, wanted) == output:
        return wanted
    stride = ceil_divide(length, output)
    return stride if ceil_divide(length, stride) == output and output <= length else None


# Batch normalisation


def solve_batchnorm(problem):
    rows = [[read_number(entry) for entry in row] for row in problem["matrix"]]
    in_columns = problem.get("columns", "examples") == "units"
    units = [list(column) for column in zip(*rows)] if in_columns else rows
    epsilon = read_number(problem.get("epsilon", 0)).rational
    zero_instead = problem.get("zero_variance", "undefined") == "zero"
    solved = [solve_unit(unit, epsilon, zero_instead) for unit in units]
    answers = {
        "mean": [unit["mean"] for unit in solved],
        "variance": [unit["variance"] for unit in solved],
        "standard_deviation": [unit["standard_deviation"] for unit in solved],
        "normalized": laid_out([unit["normalized"] for unit in solved], in_columns),
    }
    if "gamma" in problem or "beta" in problem:
        gammas = map(read_number, problem.get("gamma", [1] * len(units)))
        betas = map(read_number, problem.get("beta", [0] * len(units)))
        outputs = [
            [scale_and_shift(x, gamma, beta) for x in unit["normalized"]]
            for unit, gamma, beta in zip(solved, gammas, betas)
        ]
        answers["output"] = laid_out(outputs, in_columns)
    return answers


def laid_out(units, in_columns):
    return [list(row) for row in zip(*units)] if in_columns else units


def solve_unit(values, epsilon, zero_instead):
    """Mean, biased variance and normalised values of rational multiples of one root."""
    radicand = common_radicand(values)
    factors = [factor_of(value, radicand) for value in values]
    mean = Fraction(sum(factors), len(factors))
    variance = radicand * sum((x - mean) ** 2 for x in factors) / len(factors)
    if variance + epsilon:
        normalized = [surd.root_times(x - mean, radicand / (variance + epsilon)) for x in factors]
    else:
        normalized = [Surd() if zero_instead else None] * len(factors)
    return {
        "mean": surd.root_times(mean, radicand),
        "variance": Surd(variance),
        "standard_deviation": surd.root_times(1, variance),
        "normalized": normalized,
    }


def common_radicand(values):
    return next((value.square for value in values if value.sign), Fraction(1))


def factor_of(value, radicand):
    """value/√radicand, which has to be rational."""
    factor = surd.multiply(value, surd.root_times(1, 1 / radicand))
    if factor is None or factor.sign:
        raise Invalid("/matrix")
    return factor.rational


def scale_and_shift(x, gamma, beta):
    if x is None:
        return None
    term = surd.multiply(gamma, x)
    total = None if term is None else surd.add(term, beta)
    return Estimate(x, gamma, beta) if total is None else total


def read_number(value):
    return surd.read(value) if isinstance(value, str) else Surd(value)
