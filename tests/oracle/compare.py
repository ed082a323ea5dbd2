#!/usr/bin/env -S python3 -B
"""Holds the program's answers to random problems to an independent oracle, exactly.

    tests/oracle/compare.py build/cnnsolve [--problems 100000] [--seed 1]

Every answer, every "exact" string, the doubles and the printed decimals are compared. The exit
status is 1 if any differs.
"""

import argparse
import json
import multiprocessing
import random
import subprocess
import sys
from fractions import Fraction

import oracle
import random_problems
import surd
from derivation import decimal_differences
from surd import Surd

CHUNK = 1000
DIGITS = (1, 6, 15, 50)
TIES_PER_PROBLEM = 0.01
LARGEST_EXACT = 4096
SHOWN = 10


def main():
    options = read_options()
    jobs = list(all_jobs(options))
    with multiprocessing.Pool(2) as pool:
        parts = pool.imap(run_job, jobs)
        problems = broken = 0
        differences = []
        for job_problems, job_broken, job_differences in parts:
            problems += job_problems
            broken += job_broken
            differences += job_differences
    for line, place, got, wanted in differences[:SHOWN]:
        print(f"{line}\n  {place}: got {got}, wanted {wanted}")
    print(f"{problems} problems, {broken} of them invalid: {len(differences)} differences")
    return 1 if differences else 0


def read_options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary")
    parser.add_argument("--problems", type=int, default=100000)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def all_jobs(options):
    """Work for a process: the answers of a chunk, or the decimals of one at so many digits."""
    for start in range(0, options.problems, CHUNK):
        count = min(CHUNK, options.problems - start)
        yield options.binary, f"{options.seed} answers {start}", count, None
    ties = max(1, int(options.problems * TIES_PER_PROBLEM))
    for digits in DIGITS:
        yield options.binary, f"{options.seed} decimals {digits}", ties, digits


def run_job(job):
    binary, seed, count, digits = job
    rng = random.Random(seed)
    if digits:
        return compare_decimals(binary, rng, count, digits)
    return compare_answers(binary, rng, count)


def compare_answers(binary, rng, count):
    problems = [random_problems.random_line(rng) for _ in range(count)]
    lines = [line for line, _ in problems]
    results, status = run(binary, ["-d", "answers"], lines)
    broken = 0
    differences = []
    for number, ((line, mistake), result) in enumerate(zip(problems, results), 1):
        wanted = wanted_of(line, mistake)
        broken += isinstance(wanted, oracle.Invalid)
        found = differences_of(wanted, result, number)
        differences += [(line, *difference) for difference in found]
    if len(results) != count or status != (2 if broken else 0):
        differences.append((lines[0], "lines and status", (len(results), status), count))
    return count, broken, differences


def compare_decimals(binary, rng, count, digits):
    lines = [
        random_problems.to_json(random_problems.decimal_problem(rng, digits)) for _ in range(count)
    ]
    results, _ = run(binary, ["-d", "steps", "--digits", str(digits)], lines)
    differences = []
    for line, result in zip(lines, results, strict=True):
        wanted = wanted_of(line, None)
        columns = parsed(line).get("columns", "examples")
        for difference in decimal_differences(wanted, result, columns, digits):
            differences.append((line, *difference))
    return count, 0, differences


def run(binary, options, lines):
    command = [binary, "solve", "--lines", "--jobs", "1", *options]
    text = "".join(line + "\n" for line in lines)
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    results = [json.loads(line, parse_float=DoubleText) for line in done.stdout.splitlines()]
    return results, done.returncode


class DoubleText(str):
    """A number with a point or an exponent, as it is written."""


def wanted_of(line, mistake):
    """The answers, or the Invalid that says why there are none."""
    if mistake:
        return oracle.Invalid(mistake)
    try:
        return oracle.solve(parsed(line))
    except oracle.Invalid as invalid:
        return invalid


def parsed(line):
    return json.loads(line, parse_float=Fraction)


def differences_of(wanted, result, number):
    """A list of (place, got, wanted)."""
    if result.get("line") != number:
        return [("line", result.get("line"), number)]
    if isinstance(wanted, oracle.Invalid):
        return error_differences(wanted, result)
    answers = result.get("answers")
    if answers is None or "errors" in result:
        return [("errors", result.get("errors"), "answers")]
    if answers.keys() != wanted.keys():
        return [("names", sorted(answers), sorted(wanted))]
    found = []
    for name in wanted:
        compare_values(name, answers[name], wanted[name], same_value, found)
    found += exact_differences(wanted, result["exact"])
    return found


def error_differences(invalid, result):
    errors = result.get("errors") or []
    places = {error["where"] for error in errors if error["what"]}
    if "answers" in result or not places & set(invalid.places):
        return [("errors", result, f"errors at {invalid}")]
    return []


def compare_values(place, got, wanted, same, found):
    """Goes through lists, and notes the places where `same` says no."""
    if isinstance(wanted, list) and isinstance(got, list) and len(got) == len(wanted):
        for index, pair in enumerate(zip(got, wanted)):
            compare_values(f"{place}/{index}", *pair, same, found)
    elif not same(got, wanted):
        found.append((place, got, wanted))


def same_value(got, wanted):
    """Whether a JSON value is the integer in full, the nearest double, the name or null."""
    if isinstance(wanted, Surd):
        if wanted.is_integer():
            return type(got) is int and got == wanted.rational
        return is_number(got) and surd.is_nearest_double(float(got), wanted)
    if isinstance(wanted, oracle.Estimate):
        return is_number(got) and wanted.is_close(float(got))
    return type(got) is type(wanted) and got == wanted


def is_number(value):
    return isinstance(value, DoubleText) or type(value) is int


def exact_differences(wanted, exact):
    """ "exact" lists the answers that have an entry that is exact and no integer."""
    listed = {name for name in wanted if is_listed(wanted[name])}
    if exact.keys() != listed:
        return [("exact", sorted(exact), sorted(listed))]
    found = []
    for name in sorted(listed):
        compare_values(f"exact/{name}", exact[name], wanted[name], same_exact, found)
    return found


def is_listed(answer):
    entries = list(flat(answer))
    return len(entries) <= LARGEST_EXACT and any(
        isinstance(entry, Surd) and not entry.is_integer() for entry in entries
    )


def flat(answer):
    if isinstance(answer, list):
        for entry in answer:
            yield from flat(entry)
    else:
        yield answer


def same_exact(got, wanted):
    if isinstance(wanted, Surd):
        return isinstance(got, str) and surd.reads_as(got, wanted)
    return got is None


if __name__ == "__main__":
    sys.exit(main())
