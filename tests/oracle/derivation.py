"""The numbers that a derivation of a batch norm shows, held to the exact ones.

A number behind "≈" or under "approximately" has to be rounded to the digits asked for, half away
from zero, but integers under "approximately" are in full. Any other number has to be exact.
"""

import re

import surd
from surd import Surd

MATRICES = {"X̂": "normalized", "Y": "output"}
VECTORS = ("mean", "variance", "standard_deviation")
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def decimal_differences(wanted, result, columns, digits):
    """A list of (place, got, wanted) for all named numbers of a derivation."""
    if "derivation" not in result:
        return [("derivation", result, "one")]
    exact = values_by_name(wanted, columns)
    found = []
    seen = set()
    for step in steps_of(result["derivation"]):
        name = step.get("name") or MATRICES.get(step.get("symbol"))
        if name in exact:
            if check_step(name, step, exact[name], digits, found):
                seen.add(name)
    for name in sorted(exact.keys() - seen):
        if is_defined(exact[name]):
            found.append((name, "not shown", exact[name]))
    return found


def is_defined(value):
    return any(map(is_defined, value)) if isinstance(value, list) else value is not None


def values_by_name(wanted, columns):
    """The exact numbers under the names that the steps have, such as normalized_1_3."""
    named = {"normalized": wanted["normalized"]}
    if "output" in wanted:
        named["output"] = wanted["output"]
        for unit, values in enumerate(by_unit(wanted["output"], columns), 1):
            named[f"output_{unit}"] = values
    for vector in VECTORS:
        for unit, value in enumerate(wanted[vector], 1):
            named[f"{vector}_{unit}"] = value
    for unit, values in enumerate(by_unit(wanted["normalized"], columns), 1):
        for example, value in enumerate(values, 1):
            named[f"normalized_{unit}_{example}"] = value
    return named


def by_unit(matrix, columns):
    return [list(column) for column in zip(*matrix)] if columns == "units" else matrix


def steps_of(node):
    if isinstance(node, list):
        for entry in node:
            yield from steps_of(entry)
    elif isinstance(node, dict):
        yield node
        for entry in node.values():
            yield from steps_of(entry)


def check_step(name, step, value, digits, found):
    """Whether the step shows the value at all."""
    shown = [field for field in ("result", "matrix", "approximately") if field in step]
    for field in shown:
        check(f"{name} {field}", step[field], value, digits, field == "approximately", found)
    return bool(shown)


def check(place, shown, value, digits, is_rounded, found):
    if isinstance(value, list):
        for index, pair in enumerate(zip(shown, value, strict=True)):
            check(f"{place}/{index}", *pair, digits, is_rounded, found)
    elif not is_right(shown, value, digits, is_rounded):
        found.append((place, shown, value))


def is_right(shown, value, digits, is_rounded):
    if value is None:
        return shown == "undefined"
    is_rounded = shown.startswith("≈") or is_rounded and not value.is_integer()
    wanted = Surd(surd.rounded(value, digits)) if is_rounded else value
    return surd.reads_as(plain(shown.removeprefix("≈")), wanted)


def plain(text):
    """Text such as "3 − 5√1,123/28" or "−8.10 × 10⁻⁷" in the notation of JSON answers."""
    text = text.replace("\xa0", " ").replace(",", "").replace("−", "-")
    text = re.sub(r" × 10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)", r"e\1", text).translate(SUPERSCRIPTS)
    return re.sub(r"√(\d+)", r"sqrt(\1)", text)
