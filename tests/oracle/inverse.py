"""Layers asked backwards: all values are tried, forwards."""

import itertools
import math

import oracle
from shapes import Invalid, per_axis

WINDOW = ["kernel", "dilation", "stride", "padding"]


def is_inverse(problem):
    asked = [problem.get(name) for name in WINDOW + ["filters"]] + list(problem["input"])
    return "?" in asked


def solve_inverse(problem):
    """The problems have small sizes, so that no value beyond the bounds can be right."""
    forwards = {k: v for k, v in problem.items() if k not in ("output", "parameters")}
    wanted, parameters = problem.get("output"), problem.get("parameters")
    axes = len(problem["input"]) - 1
    names = [name for name in WINDOW if problem.get(name) == "?"]
    inputs = [axis for axis in range(axes) if problem["input"][axis] == "?"]
    names += [("input", axis) for axis in inputs]
    names += ["filters"] * (problem.get("filters") == "?")
    names += [("input", axes)] * (problem["input"][axes] == "?")
    window = [name for name in names if name in WINDOW]
    rows = []
    for values in itertools.product(*(
            range(*bounds(name, problem, window, inputs)) for name in names)):
        row = dict(zip(names, values))
        depend = len(window) == 2 or (window and inputs)
        by_axes = is_told(problem, window, inputs) and not is_told_by_parameters(problem)
        if depend and not by_axes and not is_bounded(row, problem):
            continue
        if gives(filled(forwards, row), wanted, parameters):
            rows.append(list(values))
    rows.sort()
    if window == ["stride"] and rows and has_no_last(problem, forwards, wanted):
        size = [o if i == "?" or problem["kind"] == "transposed_conv" else i
                for i, o in zip(problem["input"][:axes], wanted)]
        most = max(max(size) + 2 * problem["padding"], rows[0][0])
        rows = [row for row in rows if row[0] <= most]
    if not rows and len(names) == 1 and window and axes > 1:
        choices = choices_by_axis(problem, forwards, window[0], wanted, parameters)
        if choices:
            return {window[0]: choices[0], "solutions": choices}
    return answers_of(names, rows, axes)


def choices_by_axis(problem, forwards, name, wanted, parameters):
    """All values along each axis that give what is wanted. Each axis is looked at alone first."""
    if wanted is None:
        return []
    sizes = problem["input"][:-1] if wanted == "same as input" else wanted
    ways = []
    for axis in range(len(problem["input"]) - 1):
        alone = alone_along(axis, forwards)
        values = [value for value in range(*bounds(name, problem, [name], []))
                  if gives(alone | {name: value}, [sizes[axis]], None)]
        ways.append(worth_listing(values, name, problem, axis, sizes[axis]))
    return [list(values) for values in itertools.product(*ways)
            if gives(forwards | {name: list(values)}, wanted, parameters)]


def alone_along(axis, problem):
    """A layer of that axis alone, with one channel where it is asked how many."""
    *size, channels = problem["input"]
    alone = problem | {"input": [size[axis], 1 if channels == "?" else channels]}
    if problem.get("filters") == "?":
        alone["filters"] = 1
    for setting in WINDOW:
        if isinstance(problem.get(setting), list):
            value = problem[setting][axis]
            alone[setting] = [value] if isinstance(value, list) else value
    return alone


def has_no_last(problem, forwards, wanted):
    """Whether any larger stride does as well along the axes that are known."""
    sizes = problem["input"][:-1] if wanted == "same as input" else wanted
    return all(gives(alone_along(axis, forwards) | {"stride": 10**6}, [sizes[axis]], None)
               for axis in range(len(problem["input"]) - 1) if problem["input"][axis] != "?")


def worth_listing(values, name, problem, axis, wanted):
    """Strides without end are listed up to the length of this axis alone."""
    if name != "stride" or not values or values[-1] != 149:
        return values
    length = wanted if problem["kind"] == "transposed_conv" else problem["input"][axis]
    padding = problem["padding"]
    if isinstance(padding, list):
        padding = padding[axis]
    ends = sum(padding) if isinstance(padding, list) else 2 * padding
    return [value for value in values if value <= max(length + ends, values[0])]


def is_told(problem, window, inputs):
    """Whether the first setting is told by the axes that are known, or by the parameters."""
    axes = len(problem["input"]) - 1
    by_axes = len(window) == 1 and 0 < len(inputs) < axes
    return by_axes or is_told_by_parameters(problem)


def is_told_by_parameters(problem):
    unknown = [problem.get("filters", "?"), problem["input"][-1]]
    return (problem["kernel"] == "?" and problem.get("parameters") is not None
            and "?" not in unknown)


def bounds(name, problem, window, inputs):
    smallest = 0 if name == "padding" else 1
    if name == "filters":
        return smallest, 120
    if name == ("input", len(problem["input"]) - 1):
        return smallest, 40
    if isinstance(name, tuple):
        # As many strides as there are places in the output, each as long as it.
        return smallest, 500 if window else 120
    if inputs and name == "padding":
        return smallest, 80
    if name == "padding" and problem["kind"] == "transposed_conv":
        # It cuts off what the longest strides make.
        return smallest, 700
    return smallest, 75 if len(window) == 2 else 150


def is_bounded(row, problem):
    """What is looked for where two settings depend on each other."""
    transposed = problem["kind"] == "transposed_conv"
    axes = len(problem["input"]) - 1
    with_input = "?" in problem["input"][:axes]
    size = [o if transposed or i == "?" else i
            for i, o in zip(problem["input"][:axes], problem["output"][:axes])] if (
                problem["output"] != "same as input") else problem["input"][:axes]
    padding = problem["padding"]
    known = 0 if padding == "?" else 2 * padding
    wanted = max(size) + known
    if transposed and with_input and row.get("padding", 0) > wanted:
        return False
    kernel = row.get("kernel", problem["kernel"])
    if kernel == 1 and row.get("dilation", 1) > 1:
        return False
    dilation = row.get("dilation", problem.get("dilation", 1))
    span = dilation * (kernel - 1) + 1
    if not transposed and row.get("padding", 0) > span - 1:
        return False
    if row.get("kernel", 0) > wanted and not is_told_by_parameters(problem):
        return False
    if "stride" in row and (with_input or has_no_end(row, problem)) and row["stride"] > wanted:
        return False
    return row.get("dilation", 1) == 1 or span <= wanted or "kernel" in row


def has_no_end(row, problem):
    """Whether larger strides, too, would do; or the stride is the one that is tried."""
    if "padding" in row:
        return True
    wide = filled(problem, row | {"stride": 10**6})
    wide = {k: v for k, v in wide.items() if k not in ("output", "parameters")}
    return gives(wide, problem.get("output"), problem.get("parameters"))


def filled(problem, row):
    problem = dict(problem) | {k: v for k, v in row.items() if not isinstance(k, tuple)}
    problem["input"] = list(problem["input"])
    for name, value in row.items():
        if isinstance(name, tuple):
            problem["input"][name[1]] = value
    return problem


def gives(problem, wanted, parameters):
    try:
        answers = oracle.solve(problem)
    except Invalid:
        return False
    output = answers["output"]
    axes = len(output) - 1
    if wanted == "same as input":
        wanted = problem["input"][:-1]
    if wanted is not None and output[: len(wanted)] != wanted:
        return False
    return parameters is None or answers["parameters"] == parameters


def answers_of(names, rows, axes):
    words = {1: ["length"], 2: ["height", "width"], 3: ["depth", "height", "width"]}[axes]
    words = words + ["channels"]
    flat = [f"input_{words[n[1]]}" if isinstance(n, tuple) else n for n in names]
    if not rows:
        return {name: None for name in flat} | {"solutions": None}
    answers = {name: rows[0][i] for i, name in enumerate(flat)}
    return answers | {"solutions": [row[0] for row in rows] if len(flat) == 1 else rows}
