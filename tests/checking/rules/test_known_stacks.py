"""No rule raises a false alarm: on the specs that are shipped, and on stacks from Keras's own pages."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from specbuild.checking.judge import judge_file

sys.path.insert(0, str(Path(__file__).parent))
from examples import judge_with_data

ROOT = Path(__file__).parents[3]
STACKS = sorted(Path(__file__).with_name("known_stacks").glob("*.toml"))


def test_there_are_fifteen_known_stacks():
    assert len(STACKS) >= 15


@pytest.mark.parametrize("file", [pytest.param(file, id=file.stem) for file in STACKS])
def test_a_known_stack_raises_nothing(file):
    judged = judge_with_data(file.read_text(encoding="utf-8"), str(file))
    assert judged.plan is not None, judged.findings
    assert judged.plan.complete
    assert judged.findings == ()


@pytest.mark.parametrize("file", [pytest.param(file, id=file.stem) for file in sorted((ROOT / "specs").glob("*.toml"))])
def test_a_shipped_spec_raises_nothing(file):
    assert judge_file(file).findings == ()
