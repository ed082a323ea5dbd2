"""What a stream costs CPython: json, the formula, a short line."""
import json
import math
import sys


def first_of(value):
    return value[0] if isinstance(value, list) else value


def output_size(size, layer, padding):
    stride = first_of(layer.get("stride", 1))
    padding = layer.get("padding", padding)
    if padding == "same":
        return -(-size // stride)
    span = layer.get("dilation", 1) * (first_of(layer.get("kernel", 1)) - 1) + 1
    room = size + 2 * first_of(padding) - span
    if room < 0:
        raise ValueError("does not fit")
    return room // stride + 1


def solve_layers(problem, layers, padding):
    *sizes, channels = problem["input"]
    groups, bias = problem.get("groups", 1), problem.get("bias", True)
    parameters, total_stride = 0, 1
    for layer in layers:
        filters = layer["filters"]
        kernel = first_of(layer.get("kernel", 1))
        sizes = [output_size(size, layer, padding) for size in sizes]
        parameters += filters * (kernel ** len(sizes) * (channels // groups) + bias)
        total_stride *= first_of(layer.get("stride", 1))
        channels = filters
    return sizes + [channels], parameters, total_stride


def solve_residual(problem):
    output, parameters, stride = solve_layers(problem, problem["layers"], "same")
    if output == problem["input"]:
        return {"shortcut": "identity", "parameters": parameters}
    parameters += output[-1] * (problem["input"][-1] + problem.get("bias", True))
    return {"shortcut": "projection", "shortcut_filters": output[-1], "shortcut_stride": stride,
            "parameters": parameters}


def solve_batchnorm(problem):
    means, variances, normalized = [], [], []
    for row in problem["matrix"]:
        mean = sum(row) / len(row)
        variance = sum((entry - mean) ** 2 for entry in row) / len(row)
        root = math.sqrt(variance + problem.get("epsilon", 0))
        means.append(mean)
        variances.append(variance)
        normalized.append([(entry - mean) / root for entry in row])
    return {"mean": means, "variance": variances, "normalized": normalized}


CONV_FIELDS = {"id", "kind", "question", "input", "filters", "kernel", "padding", "stride",
               "dilation", "groups", "bias"}


def solve(problem):
    kind = problem["kind"]
    if kind == "batchnorm":
        return solve_batchnorm(problem)
    if kind == "residual":
        return solve_residual(problem)
    if not CONV_FIELDS.issuperset(problem):
        raise ValueError("unknown field")
    output, parameters, _ = solve_layers(problem, [problem], 0)
    return {"output": output, "parameters": parameters}


def is_right(typed, right):
    if isinstance(right, list) and isinstance(right[0], list):
        return all(abs(a - b) <= 5.1e-7 for x, y in zip(typed, right) for a, b in zip(x, y))
    return typed == right


def mark(line):
    right, answers = solve(line["problem"]), line["answers"]
    return {name: is_right(answers[name], value) for name, value in right.items()
            if name in answers}


write = sys.stdout.write
for number, text in enumerate(sys.stdin, 1):
    try:
        line = json.loads(text)
        result = mark(line) if "answers" in line else solve(line)
    except (ValueError, KeyError) as error:
        result = {"error": str(error)}
    result["line"] = number
    write(json.dumps(result) + "\n")
