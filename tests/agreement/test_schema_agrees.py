"""jsonschema with our schema and our own validator accept or refuse alike, in grammar and catalogue.

Rules, shapes and contradictions are outside it, and so is what a spec inherits, since the schema sees one file: `extends` has a law of its
own below.
"""

from __future__ import annotations

import copy
import math
import os
import random
import tomllib
from collections.abc import Callable, Mapping
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import settings

from specbuild.checking.diagnostic import Finding, KeyPath
from specbuild.checking.grammar.kinds import FRACTION
from specbuild.checking.grammar.read import read_spec
from specbuild.showing.schema.check import validator

ROOT = Path(__file__).parents[2]
COUNT = int(os.environ.get("SPECBUILD_MUTATIONS", 20 * settings.default.max_examples))
SHARDS = 4


def _mutations() -> Any:
    # Tests are imported by their path, so that a file beside this one is not found by its name.
    described = spec_from_file_location("mutations", Path(__file__).with_name("mutations.py"))
    assert described
    assert described.loader
    module = module_from_spec(described)
    described.loader.exec_module(module)
    return module


def _read(*patterns: str) -> dict[str, dict[str, Any]]:
    found = {}
    for path in sorted(path for pattern in patterns for path in ROOT.glob(pattern)):
        try:
            values = tomllib.loads(path.read_text(encoding="utf-8"))
        except ValueError:
            continue  # not TOML: neither of the two sees it
        if not {"extends", "unset"} & set(values):
            found[path.relative_to(ROOT).as_posix()] = values
    return found


SHIPPED = _read("specs/**/*.toml", "tests/checking/rules/known_stacks/*.toml")
BROKEN = _read("tests/broken_specs/*.toml")
BASE = SHIPPED["specs/digits.toml"]


class Difference(NamedTuple):
    """Something that we refuse and the schema lets pass: how our finding looks, and an example at a key path."""

    is_one: Callable[[Finding, Any], bool]
    path: KeyPath
    example: Any


def _inside_another(path: KeyPath) -> bool:
    return path[:1] == ("layers",) and len(path) > len(("layers", 0, "type"))


DIFFERENCES: Mapping[str, Difference] = {
    "a schema cannot tell what the `each` of a `Repeat` gives to the layers inside": Difference(
        lambda finding, value: (
            (finding.code == "G004" and _inside_another(finding.path)) or finding.code == "G012" or "each" in finding.path
        ),
        ("layers",),
        [{"type": "Repeat", "times": 2, "layers": [{"type": "Dense"}]}, {"type": "Dense", "units": 3}],
    ),
    "JSON has one kind of number, so that 16.0 is an integer": Difference(
        lambda finding, value: finding.code == "G005" and isinstance(value, float) and value.is_integer(), ("training", "epochs"), 16.0
    ),
    "JSON knows no nan": Difference(
        lambda finding, value: finding.code == "G007" and isinstance(value, float) and math.isnan(value), ("task", "threshold"), math.nan
    ),
    "JSON knows no inf": Difference(
        lambda finding, value: finding.code == "G007" and isinstance(value, float) and math.isinf(value), ("meaning", "scale"), math.inf
    ),
    "a pattern cannot calculate whether a fraction is within its bounds": Difference(
        lambda finding, value: finding.code == "G007" and isinstance(value, str) and bool(FRACTION.fullmatch(value)),
        ("task", "threshold"),
        "3/2",
    ),
    "Python lets `$` stand before a line break at the end, JSON Schema does not": Difference(
        lambda finding, value: finding.code == "G007" and isinstance(value, str) and value.endswith("\n"), ("name",), "digits\n"
    ),
    "a schema cannot compare the names of entries with each other": Difference(
        lambda finding, value: finding.code == "G011",
        ("layers",),
        [{"type": "Flatten", "name": "a"}, {"type": "Dense", "units": 3, "name": "a"}],
    ),
}


def ours(values: Mapping[str, Any]) -> list[Finding]:
    """What our validator refuses."""
    return [finding for finding in read_spec(values)[1] if finding.code.startswith("G")]


def at(values: Any, path: KeyPath) -> Any:
    """The value at a path; None where there is none."""
    for part in path:
        try:
            values = values[part]
        except (KeyError, IndexError, TypeError):
            return None
    return values


def disagreement(values: Mapping[str, Any], accepted: bool) -> str:
    """How we differ from the schema, which has accepted the values or not, beyond what is permitted; empty where we do not."""
    findings = ours(values)
    if accepted == (not findings):
        return ""
    if not accepted:
        return "only the schema refuses: " + "; ".join(
            f"{error.json_path}: {error.message}"[:200] for error in validator().iter_errors(values)
        )
    beyond = [finding for finding in findings if not any(one.is_one(finding, at(values, finding.path)) for one in DIFFERENCES.values())]
    return "only we refuse: " + "; ".join(f"{finding.path}: {finding.message}" for finding in beyond) if beyond else ""


@pytest.mark.parametrize("name", SHIPPED)
def test_both_accept_a_shipped_spec(name):
    assert ours(SHIPPED[name]) == []
    assert validator().is_valid(SHIPPED[name])


@pytest.mark.parametrize("name", BROKEN)
def test_both_say_the_same_of_a_broken_spec(name):
    assert disagreement(BROKEN[name], validator().is_valid(BROKEN[name])) == ""


@pytest.mark.parametrize("shard", [0, *(pytest.param(shard, marks=pytest.mark.slow) for shard in range(1, SHARDS))])
def test_both_say_the_same_of_random_mutations(shard):
    chance, mutated = random.Random(f"agreement {shard}"), _mutations().mutated
    passed = 0
    for number in range(COUNT // SHARDS):
        name = chance.choice(sorted(SHIPPED))
        values = dict(SHIPPED[name])
        start = chance.randrange(len(values["layers"]))
        values["layers"] = values["layers"][start : start + 3]  # each layer is judged alone, and a few are judged faster
        values = mutated(values, chance)
        accepted = validator().is_valid(values)
        told = disagreement(values, accepted)
        assert told == "", f"mutation {number} of {name}: {told}"
        passed += accepted
    assert 0.1 < passed / (COUNT // SHARDS) < 0.5, "the mutations are too mild or too wild to say much"


@pytest.mark.parametrize("what", DIFFERENCES)
def test_each_permitted_difference_is_one(what):
    difference = DIFFERENCES[what]
    values = copy.deepcopy(BASE)
    holder = at(values, difference.path[:-1])
    holder[difference.path[-1]] = difference.example
    findings = ours(values)
    assert findings
    assert validator().is_valid(values)
    assert all(difference.is_one(finding, at(values, finding.path)) for finding in findings)


@pytest.mark.parametrize(
    "date", [pytest.param(tomllib.loads(f"x = {text}")["x"], id=text) for text in ("2026-01-01", "12:30:00", "2026-01-01T00:00:00Z")]
)
@pytest.mark.parametrize("path", [("name",), ("seed",), ("layers",), ("layers", 0, "filters"), ("training", "optimizer")], ids=str)
def test_both_refuse_dates(path, date):
    values = copy.deepcopy(BASE)
    at(values, path[:-1])[path[-1]] = date
    assert ours(values)
    assert not validator().is_valid(values)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_schema_accepts_any_part_of_a_good_spec_that_extends_another(name):
    chance = random.Random(name)
    for _ in range(settings.default.max_examples // 20):
        part = {key: value for key, value in SHIPPED[name].items() if chance.random() < 0.5}
        part["layers"] = {"head": {"units": 3}, "first": {"type": "Flatten"}}
        assert validator().is_valid({"extends": "base.toml", "unset": ["training.callbacks"], **part})


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"seed": "7"}, id="a wrong type"),
        pytest.param({"sed": 7}, id="an unknown key"),
        pytest.param({"layers": {"head": {"unit": 3}}}, id="a key that no layer has"),
        pytest.param({"layers": [{"type": "Dense"}]}, id="a list of its own that is not complete"),
        pytest.param({"training": {"optimizer": {"typ": "Adam"}}}, id="a slip in depth"),
    ],
)
def test_the_schema_refuses_in_a_spec_that_extends_another(wrong):
    assert not validator().is_valid({"extends": "base.toml", **wrong})
