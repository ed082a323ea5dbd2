#!/usr/bin/env -S python3 -B
"""Holds the program's answers to PyTorch in double precision: shapes and parameter counts of
convolutions, and batch norms. The exit status is 77 where PyTorch isn't installed.

    tests/oracle/torch_compare.py build/cnnsolve
"""

import json
import math
import random
import subprocess
import sys

import oracle
import random_problems

try:
    import torch
except ImportError:
    print("skipped: no torch")
    sys.exit(77)

CONVOLUTIONS = {1: torch.nn.Conv1d, 2: torch.nn.Conv2d, 3: torch.nn.Conv3d}
PROBLEMS = 500
LARGEST_INPUT = 5000
LARGEST_WEIGHTS = 20000


def main():
    rng = random.Random(1)
    problems = [small_conv(rng) for _ in range(PROBLEMS)]
    problems += [plain_batchnorm(rng) for _ in range(PROBLEMS)]
    wrong = 0
    for problem, result in zip(problems, solved(problems), strict=True):
        agrees = conv_agrees if problem["kind"] == "conv" else batchnorm_agrees
        if not agrees(problem, result.get("answers")):
            wrong += 1
            print(json.dumps(problem), json.dumps(result), sep="\n  ")
    print(f"{len(problems)} problems compared with PyTorch: {wrong} differences")
    return 1 if wrong else 0


def small_conv(rng):
    while True:
        problem = random_problems.random_conv(rng)
        *size, channels = problem["input"]
        weights = oracle.layer_weights(len(size), channels, problem)
        if math.prod(problem["input"]) <= LARGEST_INPUT and weights <= LARGEST_WEIGHTS:
            return problem


def plain_batchnorm(rng):
    """PyTorch wants more than one example, one in a row, and an ε above 0."""
    units, examples = rng.randint(1, 5), rng.randint(2, 9)
    return {
        "kind": "batchnorm",
        "matrix": [[rng.randint(-99, 99) for _ in range(units)] for _ in range(examples)],
        "columns": "units",
        "epsilon": rng.choice([1e-5, 1e-3, 0.5]),
        "gamma": [rng.randint(-9, 9) for _ in range(units)],
        "beta": [rng.randint(-9, 9) for _ in range(units)],
    }


def solved(problems):
    text = "".join(json.dumps(problem) + "\n" for problem in problems)
    command = [sys.argv[1], "solve", "--lines", "-d", "answers"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    return [json.loads(line) for line in done.stdout.splitlines()]


def conv_agrees(problem, answers):
    """A kernel that doesn't fit is an error for both."""
    layer = torch_layer(problem)
    try:
        output = layer(padded_input(problem))
    except RuntimeError:
        return answers is None
    parameters = sum(parameter.numel() for parameter in layer.parameters())
    shape = [*output.shape[2:], output.shape[1]]
    return answers is not None and (answers["output"], answers["parameters"]) == (shape, parameters)


def torch_layer(problem):
    axes = len(problem["input"]) - 1
    return CONVOLUTIONS[axes](
        problem["input"][-1],
        problem["filters"],
        tuple(oracle.per_axis(problem["kernel"], axes)),
        stride=tuple(oracle.per_axis(problem.get("stride", 1), axes)),
        dilation=tuple(oracle.per_axis(problem.get("dilation", 1), axes)),
        groups=problem.get("groups", 1),
        bias=problem.get("bias", True),
        dtype=torch.float64,
    )


def padded_input(problem):
    """Zeros with the padding added, because PyTorch's layers pad both ends alike."""
    *size, channels = problem["input"]
    axes = len(size)
    kernels, strides, dilations = (
        oracle.per_axis(problem.get(name, 1), axes) for name in ("kernel", "stride", "dilation")
    )
    pads = []
    for axis in reversed(range(axes)):
        extent = dilations[axis] * (kernels[axis] - 1) + 1
        padding = problem.get("padding", 0)
        pads += oracle.padding_of(padding, axis, axes, size[axis], extent, strides[axis])
    return torch.nn.functional.pad(torch.zeros(1, channels, *size, dtype=torch.float64), pads)


def batchnorm_agrees(problem, answers):
    x, gamma, beta = (
        torch.tensor(problem[name], dtype=torch.float64) for name in ("matrix", "gamma", "beta")
    )
    settings = {"training": True, "eps": problem["epsilon"]}
    normalized = torch.nn.functional.batch_norm(x, None, None, **settings)
    output = torch.nn.functional.batch_norm(x, None, None, gamma, beta, **settings)
    return is_close(answers["normalized"], normalized) and is_close(answers["output"], output)


def is_close(got, wanted):
    got = torch.tensor(got, dtype=torch.float64)
    return torch.allclose(got, wanted, rtol=1e-9, atol=1e-9)


if __name__ == "__main__":
    sys.exit(main())
