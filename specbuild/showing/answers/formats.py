"""The formats in which predictions can be written, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from specbuild.running.metrics.answers import Answers
from specbuild.showing.answers import csv_table, json_lines, text_table

FORMATS: dict[str, Callable[[Iterable[Answers], int | None], Iterator[str]]] = {
    "csv": csv_table.lines,
    "jsonl": json_lines.lines,
    "table": text_table.lines,
}
