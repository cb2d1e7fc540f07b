"""Every TOML block in a page is what the page says of it: a good spec, an excerpt of one, or one that is refused."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from specbuild.verbs.validate import validate

sys.path.insert(0, str(Path(__file__).parent))
from blocks import Block, blocks

BASE = Path(__file__).with_name("base.toml")
KINDS = ("", "excerpt", "refused")
WRITTEN_WRONG = "DG"  # letters of the findings about text and grammar, which an excerpt is held to


def titled(*titles: str) -> list:
    return [pytest.param(block, id=str(block)) for block in blocks("toml") if block.title in titles]


def errors(text: str, folder: Path) -> list:
    file = folder / "page.toml"
    file.write_text(text, encoding="utf-8")
    return list(validate(file).errors)


@pytest.mark.parametrize("block", titled(""))
def test_a_whole_spec_has_no_error(block: Block, tmp_path: Path) -> None:
    assert errors(block.text, tmp_path) == []


@pytest.mark.parametrize("block", titled("excerpt"))
def test_an_excerpt_is_written_right(block: Block, tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text(BASE.read_text(encoding="utf-8"), encoding="utf-8")
    found = errors(f'extends = "base.toml"\n{block.text}', tmp_path)
    assert [finding for finding in found if finding.code[0] in WRITTEN_WRONG] == []


@pytest.mark.parametrize("block", titled("refused"))
def test_what_a_page_calls_refused_is_refused(block: Block, tmp_path: Path) -> None:
    assert errors(block.text, tmp_path)


def test_every_block_is_of_a_known_kind() -> None:
    assert [str(block) for block in blocks("toml") if block.title not in KINDS] == []
