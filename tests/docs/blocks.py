"""The fenced blocks of the project's pages, with where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"^```(?P<language>\w+)(?: title=\"(?P<title>[^\"]*)\")?[^\n]*\n(?P<text>.*?)^```", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """One block: the page, its line there, and what it holds."""

    page: Path
    line: int
    language: str
    title: str
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)} line {self.line}"


def pages() -> list[Path]:
    """The pages that people write; those of the reference are made from what is tested elsewhere."""
    docs = ROOT / "docs"
    return [ROOT / "README.md", *sorted(page for page in docs.rglob("*.md") if docs / "reference" not in page.parents)]


def blocks(language: str) -> Iterator[Block]:
    """Every block of a language."""
    for page in pages():
        text = page.read_text(encoding="utf-8")
        for found in FENCE.finditer(text):
            if found["language"] == language:
                yield Block(page, text.count("\n", 0, found.start()) + 1, language, found["title"] or "", found["text"])


def commands(page: Path) -> list[str]:
    """The lines after `$ ` in the console blocks of a page."""
    return [
        line.removeprefix("$ ")
        for block in blocks("console")
        if block.page == page
        for line in block.text.splitlines()
        if line.startswith("$ ")
    ]
