"""Validates the samples, random problems and what the program makes of them against its schemas."""

import json
import random
import subprocess
import sys
from pathlib import Path

from jsonschema import Draft202012Validator

TESTS = Path(__file__).resolve().parent.parent
PROBLEMS = TESTS.parent / "problems"
sys.path.insert(0, str(TESTS / "oracle"))
import random_problems  # noqa: E402

CNNSOLVE = sys.argv[1]
RANDOM_PROBLEMS = 1000

WRONG = {
    "problems": [
        3,
        {},
        {"kind": "conv", "input": [9, 1], "filters": 1},
        {"kind": "conv", "input": [9, 1], "filters": 0, "kernel": 3},
        {"kind": "conv", "input": [9, 1], "filters": 1, "kernel": 3, "strides": 2},
        {"kind": "conv", "input": [9, 1], "filters": 1, "kernel": 3, "padding": [[1, 2, 3]]},
        {"kind": "conv", "input": [], "filters": 1, "kernel": 3},
        {"kind": "residual", "input": [8], "layers": [{"filters": 3}]},
        {"kind": "pool", "input": [9, 1]},
        {"kind": "network", "input": [9, 1], "layers": []},
        {"kind": "network", "input": [9, 1], "layers": [{"type": "dense"}]},
        {"kind": "network", "input": [9, 1], "layers": [{"type": "relu", "kernel": 3}]},
        {"kind": "network", "input": [9, 1], "layers": [{"type": "conv", "filters": 3}]},
        {"kind": "residual", "input": [8], "filters": 8, "shortcut": "none"},
        {"kind": "batchnorm", "matrix": [1, 2]},
        {"kind": "batchnorm", "matrix": [[1, 2]], "epsilon": -1},
        {"title": "nothing", "problems": []},
    ],
    "answers": [{}, {"answers": [1]}, {"answers": {}, "name": "a"}, {"answers": {"a": [[[1]]]}}],
    "results": [
        {},
        {"kind": "conv", "answers": {}},
        {"kind": "dense", "answers": {}, "exact": {}},
        {"kind": "conv", "answers": {}, "exact": {}, "number": 3},
        {"line": 3},
        {"line": 3, "errors": []},
        {"score": 1, "out_of": 2, "answers": [{"answer": "output"}]},
    ],
}


def run(*arguments, text=""):
    done = subprocess.run([CNNSOLVE, *arguments], input=text, capture_output=True, text=True)
    if done.returncode not in (0, 1, 2) or (done.returncode == 2 and not done.stdout):
        sys.exit(f"{arguments}: exit status {done.returncode}: {done.stderr}")
    return done.stdout


def validator(name):
    schema = json.loads(run("schema", name))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


VALIDATORS = {name: validator(name) for name in WRONG}
checked = 0


def expect_valid(name, text, where):
    global checked
    checked += 1
    for error in VALIDATORS[name].iter_errors(json.loads(text)):
        deepest = error
        while deepest.context:
            deepest = max(deepest.context, key=lambda e: len(e.absolute_path))
        sys.exit(f"{where}: {deepest.json_path}: {deepest.message}\n{text[:2000]}")


def check_wrong():
    for name, values in WRONG.items():
        for value in values:
            if VALIDATORS[name].is_valid(value):
                sys.exit(f"{value} is taken for {name}")


def check_samples():
    for path in sorted(PROBLEMS.rglob("*.json")):
        is_answers = path.parent.name == "answers"
        expect_valid("answers" if is_answers else "problems", path.read_text(), path)
        if is_answers:
            continue
        for detail in ("answers", "steps", "notes"):
            expect_valid("results", run(str(path), "-f", "json", "-d", detail), path)
        answers = json.loads(run(str(path), "-f", "json")).get("answers", {})
        for name in answers:
            marks = run("grade", str(path), "-a", f"{name}=1", "-f", "json")
            expect_valid("results", marks, path)
    for pair in (("conv-7x7", "conv-3x3-thrice"), ("conv-full", "conv-separable")):
        files = [str(PROBLEMS / "compare" / f"{name}.json") for name in pair]
        expect_valid("results", run("compare", *files, "-f", "json", "-d", "notes"), files)
    homework = str(PROBLEMS / "hw3.json")
    answers = [str(path) for path in sorted((PROBLEMS / "answers").iterdir())]
    for scripts in ([answers[0]], answers, [answers[-1]]):
        expect_valid("results", run("grade", homework, *scripts, "-f", "json"), scripts)


def check_random():
    rng = random.Random(2026)
    problems = [random_problems.random_line(rng) for _ in range(RANDOM_PROBLEMS)]
    for line, mistake in problems:
        if mistake is None:
            expect_valid("problems", line, "random problem")
    stream = "\n".join(line for line, _ in problems)
    results = run("solve", "--lines", "-d", "notes", text=stream).splitlines()
    for result in results:
        expect_valid("results", result, "result")
    scripts = [script(line, json.loads(result), rng)
               for (line, _), result in zip(problems, results, strict=True)]
    for line in scripts:
        expect_valid("answers", line, "answers")
    for mark in run("grade", "--lines", text="\n".join(scripts)).splitlines():
        expect_valid("results", mark, "marks")


def script(problem, result, rng):
    """The answers of a student who gets some of them wrong."""
    answers = {name: "17" if rng.random() < 0.2 else value
               for name, value in result.get("answers", {}).items()}
    line = result["line"]
    return f'{{"id": {line}, "problem": {problem}, "answers": {json.dumps(answers)}}}'


check_wrong()
check_samples()
check_random()
print(f"{checked} documents are as their schemas say")
