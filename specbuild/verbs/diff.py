"""Compare two specs or two runs: what changed, and what follows from it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from specbuild.checking.diagnostic import Refused

if TYPE_CHECKING:
    from specbuild.showing.diff.change import Change


def diff(before: str | Path, after: str | Path) -> tuple[Change, ...]:
    """Compare two specs or runs.

    Args:
        before: A spec file, `FILE@REVISION` as git has it, or the folder of a run.
        after: The other one.

    Returns:
        What changed, in the order of the sections; empty where both are the same experiment, however they are written.

    Raises:
        Refused: one of them cannot be read.
    """
    from specbuild.showing.diff.compare import compare
    from specbuild.showing.diff.side import Side

    return compare(Side.of(str(before)), Side.of(str(after)))


def main(words: Sequence[str]) -> int:
    """Run the verb."""
    parser = argparse.ArgumentParser("specbuild diff", description=__doc__, epilog="exit status: 0 the same, 1 different, 2 trouble")
    for name in ("before", "after"):
        parser.add_argument(name, metavar=name.upper(), help="a spec file, FILE@REVISION as git has it, or the folder of a run")
    parser.add_argument("--format", choices=["text", "json", "html"], default="text", help="how to write the changes")
    parser.add_argument("--json", dest="format", action="store_const", const="json", help="the same as --format json")
    options = parser.parse_args(words)
    try:
        return _show(options.before, options.after, options.format)
    except Refused as refused:
        from specbuild.showing.findings.text import show

        show(refused.findings, sys.stderr)
        return 2


def _show(before: str, after: str, form: str) -> int:
    from specbuild.showing.diff.compare import compare
    from specbuild.showing.diff.side import Side

    sides = Side.of(before), Side.of(after)
    changes = compare(*sides)
    if form == "json":
        print(
            json.dumps(
                {"before": before, "after": after, "changes": [change.as_json() for change in changes]}, indent=2, ensure_ascii=False
            )
        )
    elif form == "html":
        from specbuild.showing.diff.page import page

        sys.stdout.write(page(*sides, changes))
    else:
        from rich.console import Console

        from specbuild.showing.diff.text import show

        show(*sides, changes, Console(highlight=False))
    return 1 if changes else 0
