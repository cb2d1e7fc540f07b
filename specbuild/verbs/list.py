"""List what a spec can name: layers, augmentations, loaders, optimizers ..."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence

from specbuild.catalogue import read
from specbuild.checking.diagnostic import Finding, Refused
from specbuild.checking.suggest import did_you_mean


def list(table: str | None = None) -> dict[str, dict[str, str]]:
    """The first sentence about each entry of the catalogue, by table and name.

    Raises:
        Refused: there is no such table.
    """
    if table is not None and table not in read.names():
        raise Refused(Finding("D008", (), f"the catalogue has no table `{table}`", help=did_you_mean(table, read.names())))
    return {
        name: {entry.name: first_sentence(entry.doc) for entry in read.table(name).values()}
        for name in ([table] if table else read.names())
    }


def first_sentence(text: str) -> str:
    """The first sentence of a text, without its full stop."""
    return text.split(". ")[0].split("\n")[0].rstrip(".")


def main(words: Sequence[str]) -> int:
    """Run the verb."""
    parser = argparse.ArgumentParser("specbuild list", description=__doc__)
    parser.add_argument("table", nargs="?", help=f"one table of the catalogue: {', '.join(read.names())}")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(words)
    if options.table is not None and options.table not in read.names():
        parser.error(f"the catalogue has no table `{options.table}`; {did_you_mean(options.table, read.names())}")
    found = list(options.table)
    print(json.dumps(found, indent=2, ensure_ascii=False) if options.json else _text(found))
    return 0


def _text(found: dict[str, dict[str, str]]) -> str:
    parts = []
    for table, known in found.items():
        width = max((len(name) for name in known), default=0)
        parts.append(
            "\n".join(
                [f"{table} ({len(known)})", *(f"  {name:<{width}}  {_cut(words, 110 - width)}".rstrip() for name, words in known.items())]
            )
        )
    return "\n\n".join([*parts, "`specbuild explain NAME` says what one does and what it takes."])


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"
