"""Each broken spec beside the exact text that is printed about it: adding a case is adding two files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from specbuild.checking.judge import judge_file
from specbuild.showing.findings.text import render

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*.toml"))


@pytest.mark.parametrize("case", CASES, ids=[case.stem.replace("_", " ") for case in CASES])
def test_what_is_said_about_it(case, monkeypatch):
    monkeypatch.chdir(HERE)
    judged = judge_file(Path(case.name))
    said = render(judged.findings)
    expected = case.with_suffix(".txt")
    if os.environ.get("SPECBUILD_ACCEPT"):  # to write down what is said now, and read it in the diff
        expected.write_text(said, encoding="utf-8")
    assert judged.errors
    assert said == expected.read_text(encoding="utf-8")
