"""Random problems of every kind, as lines of JSON: right ones, ones whose values lie at a tie of
rounding or right beside it, and ones with a mistake in a known place."""

import json
import math
import re
from fractions import Fraction

import networks
import oracle
import surd
from surd import Surd

SHARE_BROKEN = 0.05
SHARE_AT_TIE = 0.04
SHARE_LARGE = 0.0002
SHARE_INVERSE = 0.01  # they take the oracle long


def random_line(rng):
    """A problem, and the place of the mistake that it has on purpose or None."""
    choice = rng.random()
    if choice < SHARE_AT_TIE:
        return to_json(problem_at_tie(rng, double_tie(rng))), None
    kinds = [random_conv, random_residual, random_batchnorm] * 2
    kinds += [random_pool, random_transposed_conv, random_linear, random_network, random_single]
    problem = rng.choice(kinds)(rng)
    if choice < SHARE_AT_TIE + SHARE_INVERSE:
        return to_json(random_inverse(rng)), None
    if choice > 1 - SHARE_LARGE:
        problem = large_batchnorm(rng)
    if rng.random() < SHARE_BROKEN:
        return broken(rng, problem)
    return to_json(problem), None


def to_json(problem):
    """Text behind "#" is a number that is written without quotes."""
    return re.sub(r'"#([^"]*)"', r"\1", json.dumps(problem))


def optional(rng, problem, name, value, chance=0.5):
    if rng.random() < chance:
        problem[name] = value


# Layers


def random_conv(rng):
    axes = rng.choice([1, 2, 2, 3])
    limit = rng.choice([6, 40, 300, 300, 10**15])
    size = [rng.randint(1, limit) for _ in range(axes)]
    return {"kind": "conv"} | random_layer(rng, size, rng.choice([1, 3, 8, 64]), limit == 10**15)


def random_layer(rng, size, channels, is_huge):
    groups = rng.choice([1, 1, 1, 2, 3, 4])
    largest_kernel = max(1, min(size) if is_huge else min(11, max(size)))
    layer = {
        "input": size + [channels * groups],
        "filters": groups * rng.choice([1, 2, 5, 28, 96, 10**14]),
        "kernel": one_or_each(rng, len(size), lambda: rng.randint(1, largest_kernel)),
    }
    optional(rng, layer, "padding", random_padding(rng, len(size)), 0.8)
    optional(rng, layer, "stride", one_or_each(rng, len(size), lambda: rng.randint(1, 4)))
    dilation = one_or_each(rng, len(size), lambda: rng.choice([1, 1, 2, 3]))
    optional(rng, layer, "dilation", dilation, 0.3)
    optional(rng, layer, "groups", groups, 1 if groups > 1 else 0.3)
    optional(rng, layer, "bias", rng.random() < 0.5)
    return layer


def one_or_each(rng, axes, draw):
    """A number, a list of one, or a list with one for each axis."""
    form = rng.choice(["number", "number", "one", "each", "each"])
    if form == "number":
        return draw()
    return [draw() for _ in range(1 if form == "one" else axes)]


def random_padding(rng, axes):
    def ends():
        return rng.randint(0, 5)

    def pair():
        return [ends(), ends()]

    form = rng.choice(["same", "valid", "numbers", "pairs", "mixed"])
    if form == "numbers":
        return one_or_each(rng, axes, ends)
    if form == "pairs":
        return [pair() for _ in range(rng.choice([1, axes]))]
    if form == "mixed":
        return [rng.choice([ends, pair])() for _ in range(axes)]
    return form


def random_pool(rng):
    axes = rng.choice([1, 2, 2, 3])
    limit = rng.choice([4, 12, 40, 10**15])
    size = [rng.randint(1, limit) for _ in range(axes)]
    problem = {
        "kind": "pool",
        "input": size + [rng.choice([1, 3, 64])],
        "kernel": one_or_each(rng, axes, lambda: rng.randint(1, min(5, max(size)))),
    }
    optional(rng, problem, "mode", rng.choice(["max", "average"]))
    optional(rng, problem, "stride", one_or_each(rng, axes, lambda: rng.randint(1, 4)), 0.6)
    optional(rng, problem, "dilation", one_or_each(rng, axes, lambda: rng.choice([1, 2, 3])), 0.2)
    optional(rng, problem, "ceil", rng.random() < 0.7, 0.7)
    numbers = rng.choice([one_or_each(rng, axes, lambda: rng.randint(0, 2)), [[0, 1]], [[1, 0]]])
    optional(rng, problem, "padding", rng.choice(["same", "valid", numbers, numbers, numbers]), 0.7)
    return problem


def random_transposed_conv(rng):
    axes = rng.choice([1, 2, 2, 3])
    size = [rng.randint(1, rng.choice([4, 40, 10**15])) for _ in range(axes)]
    problem = random_layer(rng, size, rng.choice([1, 3, 8]), False) | {"kind": "transposed_conv"}
    problem["kernel"] = one_or_each(rng, axes, lambda: rng.randint(1, 5))
    added = one_or_each(rng, axes, lambda: rng.choice([0, 0, 1, 1, 2]))
    optional(rng, problem, "output_padding", added, 0.4)
    return problem


def random_linear(rng):
    sizes = [rng.randint(1, rng.choice([9, 300, 10**15])) for _ in range(rng.randint(1, 4))]
    problem = {"kind": "linear", "input": sizes, "units": rng.randint(1, 10 ** rng.randint(1, 15))}
    optional(rng, problem, "bias", rng.random() < 0.5)
    return problem


def random_inverse(rng):
    """A small layer with one or two of its settings unknown, which has a solution unless what is
    wanted is changed."""
    axes = rng.choice([1, 2, 2])
    kind = rng.choice(["conv", "conv", "pool", "transposed_conv"])
    while True:
        size = [rng.randint(3, 20)] * axes if rng.random() < 0.7 else [
            rng.randint(3, 20) for _ in range(axes)
        ]
        problem = {"kind": kind, "input": size + [rng.choice([1, 2, 6])],
                   "kernel": rng.randint(2, 5), "stride": rng.randint(1, 3),
                   "padding": rng.randint(0, 2), "dilation": rng.choice([1, 1, 1, 2])}
        if kind != "pool":
            problem["filters"] = rng.choice([1, 2, 4, 28])
            optional(rng, problem, "bias", rng.random() < 0.5)
        elif rng.random() < 0.3:
            del problem["stride"]
            problem["dilation"] = 1
        try:
            answers = oracle.solve(problem)
            break
        except oracle.Invalid:
            continue
    output = list(answers["output"])
    if rng.random() < 0.2:
        output[rng.randrange(axes)] += 1
    window = ["kernel", "padding", "stride", "dilation"]
    asked = rng.choice([1, 1, 2])
    by_count = kind != "pool" and rng.random() < 0.3
    if by_count and rng.random() < 0.5:
        # The parameters alone.
        name = rng.choice(["filters", "kernel", "channels"])
        problem |= {"parameters": answers["parameters"] + (rng.random() < 0.2)}
        if name == "channels":
            problem["input"][-1] = "?"
        else:
            problem[name] = "?"
        return problem
    problem["output"] = output
    if kind == "pool":
        problem["output"] = output[:-1] if rng.random() < 0.5 else output
    names = rng.sample(window, asked)
    if "stride" not in problem and {"kernel", "dilation"} <= set(names):
        names.remove("dilation")  # it isn't asked where the stride is the kernel
    if by_count:
        names = names[:1] + ["filters"]
    elif rng.random() < 0.2:
        names = []
        problem["input"] = [rng.choice(["?", size[i]]) for i in range(axes - 1)] + ["?"] + [
            problem["input"][-1]]
    elif rng.random() < 0.15:
        # A setting and the size of one axis, with the output of a small map.
        names = names[:1]
        problem["input"] = size[:-1] + ["?"] + [problem["input"][-1]]
        if kind != "pool" and rng.random() < 0.5:
            names = ["kernel"]
            problem["parameters"] = answers["parameters"]
    elif kind != "pool":
        problem["output"] = output[:-1]
    for name in names:
        problem[name] = "?"
    return problem


def random_network(rng):
    axes = rng.choice([1, 2, 2, 2, 3])
    size = [rng.randint(4, 40)] * axes if rng.random() < 0.7 else [
        rng.randint(4, 40) for _ in range(axes)
    ]
    layers = random_network_layers(rng, axes, rng.randint(1, 6))
    if rng.random() < 0.5:
        layers.append({"type": rng.choice(["flatten", "global_pool"])})
        layers.append({"type": "linear", "units": rng.randint(1, 99)})
        optional(rng, layers[-1], "bias", rng.random() < 0.5)
    channels = [rng.choice([1, 3, 4])]
    problem = {"kind": "network", "input": size + channels, "layers": layers}
    if rng.random() < 0.2:
        problem |= {"input": channels + size, "channels_first": True}
    optional(rng, problem, "bias_in_macs", True, 0.2)
    optional(rng, problem, "count", rng.choice(["macs", "flops"]), 0.1)
    return problem


def random_network_layers(rng, axes, count, depth=0):
    """Some of them join branches; where these leave other shapes, the network is refused."""
    return [
        random_branches(rng, axes, depth) if depth < 2 and rng.random() < 0.15
        else random_network_layer(rng, axes) for _ in range(count)
    ]


def random_branches(rng, axes, depth):
    kind = rng.choice(["concat", "concat", "residual"])
    branches = [[] for _ in range(rng.choice([2, 2, 3]))]
    for branch in branches:
        if rng.random() < 0.7:
            kernel = rng.randint(1, 4)
            branch.append({"type": "conv", "filters": rng.choice([2, 4]), "kernel": kernel,
                           "padding": rng.choice(["same", [[kernel - 1, 0]] * axes, (kernel - 1) // 2])})
        if rng.random() < 0.2:
            branch.extend(random_network_layers(rng, axes, 1, depth + 1))
    return {"type": kind, "branches": branches}


def random_single(rng):
    """A layer that is a problem of its own only here."""
    axes = rng.choice([1, 2, 2, 2, 3])
    layer = {"type": None}
    while layer["type"] not in networks.SINGLE_LAYERS:
        layer = random_network_layer(rng, axes)
    layer.pop("repeat", None)
    kind = layer.pop("type")
    size = [rng.randint(1, rng.choice([9, 300, 10**9])) for _ in range(axes)]
    return {"kind": kind, "input": size + [rng.choice([1, 3, 64])]} | layer


def random_network_layer(rng, axes):
    kind = rng.choice(["conv", "conv", "conv", "pool", "pool", "batchnorm", "relu", "residual",
                       "separable_conv", "upsample", "transposed_conv", "dropout", "global_pool",
                       "adaptive_pool", "flatten"])
    layer = {"type": kind}
    if kind in ("conv", "pool", "separable_conv", "transposed_conv"):
        layer["kernel"] = one_or_each(rng, axes, lambda: rng.randint(1, 4))
        optional(rng, layer, "stride", one_or_each(rng, axes, lambda: rng.randint(1, 3)), 0.4)
        optional(rng, layer, "padding", rng.choice(["valid", 0, 0]), 0.3)
    if kind in ("conv", "separable_conv", "transposed_conv"):
        layer["filters"] = rng.choice([2, 4, 8, 16])
        optional(rng, layer, "bias", rng.random() < 0.5)
    if kind == "conv":
        optional(rng, layer, "padding", rng.choice(["same", 1, 2]), 0.6)
        optional(rng, layer, "dilation", 2, 0.2)
        optional(rng, layer, "repeat", rng.randint(1, 3), 0.3)
    if kind == "pool":
        optional(rng, layer, "ceil", True, 0.3)
    if kind == "separable_conv":
        optional(rng, layer, "depth_multiplier", 2, 0.3)
    if kind == "adaptive_pool":
        layer["output_size"] = one_or_each(rng, axes, lambda: rng.randint(1, 3))
    if kind == "upsample":
        layer["scale"] = one_or_each(rng, axes, lambda: rng.randint(1, 3))
    if kind == "residual":
        layer[rng.choice(["filters", "bottleneck"])] = rng.choice([2, 4, 8])
        optional(rng, layer, "stride", 2, 0.3)
        optional(rng, layer, "bias", True, 0.3)
        optional(rng, layer, "batchnorm", True, 0.5)
        optional(rng, layer, "repeat", 2, 0.3)
    return layer


# Residual blocks


def random_residual(rng):
    axes = rng.choice([0, 1, 2, 2, 3])
    size = [rng.choice([rng.randint(1, 12), rng.randint(1, 64), 32, 56, 224]) for _ in range(axes)]
    if rng.random() < 0.03:
        size = [rng.randint(1, 10**15) for _ in range(axes)]
    channels = rng.choice([2, 4, 12, 64, 128, 256])
    problem = {"kind": "residual", "input": size + [channels]}
    form = rng.choice(["layers", "layers", "filters", "bottleneck"])
    if form == "layers":
        problem["layers"] = random_layers(rng, axes or 2, channels)
    else:
        problem[form] = rng.choice([channels, channels // 2, channels // 4 or 1, 5, 256])
        optional(rng, problem, "stride", rng.randint(1, 4))
    if form == "bottleneck":
        optional(rng, problem, "stride_in", rng.choice(["1x1", "3x3"]))
    shortcuts = ["auto", "auto", "identity", "projection", "zero-pad"]
    optional(rng, problem, "shortcut", rng.choice(shortcuts), 0.8)
    optional(rng, problem, "bias", rng.random() < 0.5)
    optional(rng, problem, "batchnorm", rng.random() < 0.5)
    return problem


def random_layers(rng, axes, channels):
    layers = []
    for _ in range(rng.randint(1, 4)):
        groups = rng.choice([1, 1, 1, 2])
        groups = groups if channels % groups == 0 else 1
        kernel = rng.choice([1, 2, 3, 3, 3, 5])
        layer = {
            "filters": rng.choice([channels, rng.choice([1, 7, 16, 64, 256]) * groups]),
            "kernel": rng.choice([kernel, [kernel] * axes]),
        }
        optional(rng, layer, "stride", one_or_each(rng, axes, lambda: rng.choice([1, 1, 2, 3])))
        optional(rng, layer, "dilation", rng.choice([1, 2]), 0.2)
        optional(rng, layer, "groups", groups, 1 if groups > 1 else 0.2)
        half = (kernel - 1) // 2
        padding = rng.choice(["same", half, half, random_padding(rng, axes)])
        optional(rng, layer, "padding", padding, 0.6)
        layers.append(layer)
        channels = layer["filters"]
    return layers


# Batch normalisation


def random_batchnorm(rng):
    units = rng.randint(1, 5)
    examples = rng.choice([1, 2, 3, 4, 4, 5, 8, 13])
    problem = matrix_of(rng, [random_unit(rng, examples) for _ in range(units)])
    optional(rng, problem, "epsilon", rng.choice([0, "#1e-5", "#0.001", "1e-8", "1/3", 1, "#0.0"]))
    optional(rng, problem, "gamma", [random_factor(rng) for _ in range(units)], 0.6)
    optional(rng, problem, "beta", [random_factor(rng) for _ in range(units)], 0.6)
    optional(rng, problem, "zero_variance", rng.choice(["undefined", "zero"]), 0.3)
    return problem


def matrix_of(rng, units):
    """The units as the rows or as the columns of a matrix."""
    columns = rng.choice([None, "examples", "units"])
    matrix = [list(row) for row in zip(*units)] if columns == "units" else units
    problem = {"kind": "batchnorm", "matrix": matrix}
    if columns:
        problem["columns"] = columns
    return problem


def random_unit(rng, examples):
    form = rng.random()
    if form < 0.1:
        return [random_number(rng)] * examples
    if form < 0.15:
        root = rng.choice([2, 3, 5, 12])
        forms = [f"{rng.randint(-9, 9)}*sqrt({root})", f"sqrt({root})/{rng.randint(1, 9)}", 0]
        return [rng.choice(forms) for _ in range(examples)]
    draw = (lambda rng: rng.randint(-20, 20)) if form < 0.6 else random_number
    return [draw(rng) for _ in range(examples)]


def random_number(rng):
    """An integer, a decimal or a fraction, written in one of many ways."""
    integer = rng.randint(-999, 999)
    return rng.choice([
        integer,
        f"#{integer}.{rng.randint(0, 999):03}",
        f"#{integer}e{rng.randint(-12, 12)}",
        f"#{rng.uniform(-10, 10)!r}",
        f"{integer}/{rng.randint(1, 99)}",
        f"{integer}.50",
        f"{integer}E{rng.randint(-5, 5):+}",
        f"{rng.randint(-(10**40), 10**40)}",
        f"#0.{rng.randint(0, 10**40):040}",
    ])


def random_factor(rng):
    """A number for γ or β, now and then with a root."""
    root = rng.choice([2, 3, 14])
    rooted = [f"sqrt({root})", f"-2*sqrt({root})/3", f"1/2 - sqrt({root})", f"3/sqrt({root})"]
    whole = rng.randint(-5, 5)
    return rng.choice([whole, whole, random_number(rng), random_number(rng), rng.choice(rooted)])


def large_batchnorm(rng):
    """More entries than "exact" lists."""
    rows = [[rng.randint(-99, 99) for _ in range(70)] for _ in range(60)]
    return {"kind": "batchnorm", "matrix": rows, "gamma": [2] * 60, "epsilon": "#1e-5"}


# Ties of rounding


def double_tie(rng):
    """Half-way between two doubles."""
    double = rng.uniform(0, 10) * 10.0 ** rng.choice([0, 0, 0, -1, -3, 5, rng.randint(-300, 300)])
    if rng.random() < 0.05:
        double = rng.choice([0.0, 5e-324, rng.uniform(0, 1e-310), 2.0 ** rng.randint(-1022, 1000)])
    return (Fraction(double) + Fraction(math.nextafter(double, math.inf))) / 2


def decimal_tie(rng, digits):
    """Half-way between two decimals of so many digits."""
    largest = 10**digits - 1
    mantissa = rng.choice([largest, rng.randint(10 ** (digits - 1), largest)])
    return (mantissa + Fraction(1, 2)) * Fraction(10) ** (rng.randint(-4, 2) - digits)


def decimal_problem(rng, digits):
    """A batch norm whose decimals are hard to round, or any other without unlike roots."""
    if rng.random() < 0.7:
        return problem_at_tie(rng, decimal_tie(rng, digits))
    examples = rng.randint(1, 5)
    problem = matrix_of(rng, [random_unit(rng, examples) for _ in range(2)])
    return problem | {"gamma": [random_number(rng), 1], "beta": [random_number(rng), 0]}


def problem_at_tie(rng, tie):
    """A batch norm with a value that is the tie, or differs from it by 10^-61 of it or less."""
    distance = Fraction(rng.choice([-1, 1]), 10 ** rng.randint(61, 75))
    target = tie * (1 + rng.choice([0, distance, distance]))
    ways = [tie_of_scaled, tie_of_shifted, tie_of_deviation, tie_of_mean]
    if Fraction(1, 10**6) < target < 1:
        ways += [tie_of_normalized] * 2
    return rng.choice(ways)(rng, target)


def tie_of_scaled(rng, target):
    unit, normalized = uneven_unit(rng)
    gamma = near(surd.multiply(Surd(target), inverse(normalized)))
    return matrix_of(rng, [unit]) | {"gamma": [gamma]}


def tie_of_shifted(rng, target):
    unit, normalized = uneven_unit(rng)
    target *= rng.choice([-1, 1])
    return matrix_of(rng, [unit]) | {"beta": [near(surd.add(Surd(target), -normalized), target)]}


def tie_of_deviation(rng, target):
    unit, _ = uneven_unit(rng)
    deviation = oracle.solve_unit([Surd(x) for x in unit], Fraction(0), False)["standard_deviation"]
    scale = Fraction(near(surd.multiply(Surd(target), inverse(deviation))))
    return matrix_of(rng, [[str(x * scale) for x in unit]])


def tie_of_mean(rng, target):
    return matrix_of(rng, [[str(target - 1), str(target + 1), str(target)]])


def tie_of_normalized(rng, target):
    """1/√(1 + ε) is the target where ε = 1/target² − 1."""
    return matrix_of(rng, [[-1, 1, 1, -1]]) | {"epsilon": str(1 / target**2 - 1)}


def uneven_unit(rng):
    """Integers, and the first of their normalised values, which isn't 0."""
    while True:
        unit = [rng.randint(-9, 9) for _ in range(rng.choice([2, 3, 4]))]
        first = oracle.solve_unit([Surd(x) for x in unit], Fraction(0), True)["normalized"][0]
        if surd.sign(first):
            return unit, first


def inverse(x):
    """1/x of a rational or a pure root."""
    if x.sign:
        return surd.root_times(x.sign, 1 / Fraction(x.square))
    return Surd(1 / Fraction(x.rational))


def near(x, scale=None):
    """x where it is rational; else a decimal with 110 digits more than it takes to see `scale`."""
    if not x.sign:
        return str(x.rational)
    exponent = surd.decimal_exponent(Surd(scale) if scale else x) - 110
    return f"{surd.floor(surd.times_rational(x, Fraction(10) ** -exponent))}e{exponent}"


# Mistakes

# The wrong values of fields, and where they are found if not at the field itself.
WRONG_VALUES = {
    "conv": [
        ("/stride", 0), ("/stride", [1, 1, 1, 1]), ("/dilation", 0), ("/dilation", -2),
        ("/kernel", 0), ("/kernel", []), ("/kernel", [3, 3, 3, 3]),
        ("/filters", 0), ("/filters", True), ("/filters", 1.5), ("/groups", 0), ("/groups", 1009),
        ("/padding", -1), ("/padding", "full"), ("/padding", [1, 1, 1, 1]), ("/bias", "yes"),
        ("/input", [5]), ("/input", [5, 5, 5, 5, 5]), ("/input", "5x5x1"), ("/strides", 1),
    ],
    "pool": [
        ("/stride", 0), ("/kernel", 0), ("/kernel", [3, 3, 3, 3]), ("/mode", "min"),
        ("/padding", -1), ("/padding", "full"), ("/ceil", 1), ("/dilation", 0), ("/input", [5]),
        ("/filters", 3), ("/padding", 99),
    ],
    "transposed_conv": [
        ("/stride", 0), ("/output_padding", -1), ("/output_padding", 99),
        ("/output_padding", [0, 0, 0, 0]), ("/filters", 0), ("/groups", 1009), ("/bias", 0),
        ("/output-padding", 1), ("/input", 5),
    ],
    "network": [
        ("/layers", []), ("/layers", 3), ("/layers", ["conv"], "/layers/0"),
        ("/layers", [{"type": "x"}], "/layers/0/type"), ("/layers", [{"kernel": 3}], "/layers/0/type"),
        ("/input", []), ("/input", [0], "/input/0"), ("/layer", []),
        ("/layers", [{"type": "flatten"}, {"type": "pool", "kernel": 1}], "/layers/1"),
        ("/layers", [{"type": "concat"}], "/layers/0/branches"),
        ("/layers", [{"type": "concat", "branches": [[], 3]}], "/layers/0/branches/1"),
        ("/layers", [{"type": "residual", "branches": [[]]}], "/layers/0/branches"),
        ("/layers", [{"type": "concat", "branches": [[], [{"type": "x"}]]}],
         "/layers/0/branches/1/0/type"),
    ],
    "linear": [
        ("/units", 0), ("/units", 2.5), ("/bias", "no"), ("/input", []), ("/input", "x"),
        ("/input", [1, 2, 3, 4, 5]), ("/unit", 3),
    ],
    "separable_conv": [
        ("/kernel", 0), ("/depth_multiplier", 0), ("/bias", 3), ("/input", [5]), ("/groups", 1),
    ],
    "global_pool": [("/mode", "sum"), ("/input", [5]), ("/kernel", 2)],
    "adaptive_pool": [("/output_size", 0), ("/output_size", [1] * 4), ("/input", [5]), ("/size", 2)],
    "upsample": [("/scale", 0), ("/scale", [2] * 4), ("/input", [5]), ("/mode", "nearest")],
    "flatten": [("/input", [5]), ("/input", []), ("/units", 3)],
    "residual": [
        ("/shortcut", "projecton"), ("/bias", 1), ("/batchnorm", None), ("/input", []),
        ("/input", [5, 5, 5, 5, 5]), ("/layers", []), ("/layers", 3), ("/kernel", 3),
    ],
    "batchnorm": [
        ("/matrix", []), ("/matrix", 5), ("/epsilon", -1), ("/epsilon", "-1e-9"),
        ("/epsilon", None), ("/epsilon", "sqrt(2)"), ("/gamma", 5), ("/gamma", [1] * 99),
        ("/beta", [1] * 99), ("/columns", "rows"), ("/zero_variance", "one"), ("/momentum", 0.9),
    ],
}
REQUIRED = {
    "conv": ["input", "filters", "kernel"], "residual": ["input"], "batchnorm": ["matrix"],
    "network": ["input", "layers"], "pool": ["input", "kernel"], "linear": ["input", "units"],
    "transposed_conv": ["input", "filters", "kernel"],
    "separable_conv": ["input", "filters", "kernel"], "global_pool": ["input"],
    "adaptive_pool": ["input", "output_size"], "upsample": ["input", "scale"], "flatten": ["input"],
}


def broken(rng, problem):
    """The problem with a mistake: a wrong value, a lost field, or a wrong entry of the matrix."""
    kind = problem["kind"]
    if rng.random() < 0.2:
        name = rng.choice(REQUIRED[kind])
        return to_json({key: problem[key] for key in problem if key != name}), f"/{name}"
    if kind == "batchnorm" and rng.random() < 0.5:
        return broken_matrix(rng, problem)
    field, value, *place = rng.choice(WRONG_VALUES[kind])
    return to_json(problem | {field[1:]: value}), (place or [field])[0]


def broken_matrix(rng, problem):
    matrix = problem["matrix"]
    row = rng.randrange(len(matrix))
    if len(matrix) > 1 and rng.random() < 0.3:
        matrix[-1].append(1)
        return to_json(problem), f"/matrix/{len(matrix) - 1}"
    column = rng.randrange(len(matrix[row]))
    wrong = ["x", "1/0", "nan", "inf", None, [], "1e1001", "sqrt(-1)", "0x10"]
    matrix[row][column] = rng.choice(wrong)
    return to_json(problem), f"/matrix/{row}/{column}"
