"""Whoever begins at the first pages finds every other: links lead somewhere, and each how-to page is named where they are listed."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from blocks import ROOT, pages

HOW_TO = ROOT / "docs" / "how_to"
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def links(page: Path) -> list[str]:
    return [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]


@pytest.mark.parametrize("page", [pytest.param(page, id=str(page.relative_to(ROOT))) for page in pages()])
def test_every_link_of_a_page_leads_to_a_file(page: Path) -> None:
    assert [link for link in links(page) if not (page.parent / link).is_file()] == []


def test_the_index_names_every_how_to_page_once() -> None:
    named = [link for link in links(HOW_TO / "index.md") if "/" not in link]
    assert sorted(named) == sorted(page.name for page in HOW_TO.glob("*.md") if page.name != "index.md")
