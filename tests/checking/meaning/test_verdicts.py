"""What careful people said of 385 augmentations, before they knew what the code says of them, is what we say."""

from __future__ import annotations

from pathlib import Path

import pytest
import tomli

from specbuild.checking.grammar.entries import read_one
from specbuild.checking.grammar.tables.meaning import Meaning
from specbuild.checking.grammar.validate import read_table
from specbuild.checking.meaning.check import violations
from specbuild.checking.meaning.presets import declared

HERE = Path(__file__).parent
FILES = ("verdicts.toml", "verdicts_by_kind.toml", "verdicts_of_odd_forms.toml")
PICTURES, OTHERS, ODD = (tomli.loads((HERE / name).read_text(encoding="utf-8"))["case"] for name in FILES)
CASES = PICTURES + OTHERS + ODD
AGREED = [case for case in CASES if "disputed" not in case]


@pytest.mark.parametrize("case", AGREED, ids=[f"{case['type']}: {case['id']}" for case in AGREED])
def test_verdict(case):
    written = {"type": case["type"], **case["arguments"], **case.get("options", {})}
    entry, wrong = read_one(written, "augmentations", ("augmentation", 0))
    meaning, more = read_table(Meaning, case["meaning"], ("meaning",))
    assert not wrong
    assert not more
    found = violations(entry, declared(meaning.model_dump(exclude_none=True)), tuple(case["shape"]))
    assert {violation.change.aspect for violation in found} == set(case.get("aspects", ()))
    assert bool(found) == (case["verdict"] == "refused")


def test_the_table_is_what_was_asked_for():
    assert len(PICTURES) >= 120
    assert len(OTHERS) >= 60
    assert len(ODD) >= 60
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert all(case["verdict"] in ("allowed", "refused") for case in CASES)
    assert not [case for case in CASES if "disputed" in case]
