"""Every code that a finding can have is explained, in one place, and none is explained that does not exist."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

import specbuild
from specbuild.showing.explain.code import explain_code, explanations, sources

SOURCE = Path(specbuild.__file__).parent
CODE = re.compile(r"""["']([A-Z]\d{3})["']""")


def used():
    files = [path for path in SOURCE.rglob("*.py") if "workshop" not in path.parts]
    return {code for path in files for code in CODE.findall(path.read_text(encoding="utf-8"))}


def test_every_code_in_the_source_is_explained_and_none_besides():
    assert used() == set(explanations())


def test_no_code_is_explained_twice():
    codes = [code for source in sources() for code in import_module(source).EXPLANATIONS]
    assert sorted(codes) == sorted(set(codes))


@pytest.mark.slow
def test_an_explanation_begins_with_the_code():
    for code in explanations():
        text = explain_code(code)
        assert text.startswith(code)
        assert len(text) > 60
