"""Changes as a person reads them in a terminal: sections, a mark and a line for each change."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from specbuild.showing.diff.change import Change, Mark
from specbuild.showing.diff.side import Side
from specbuild.showing.words import visible

_STYLES = {
    Mark.ADDED: "green",
    Mark.REMOVED: "red",
    Mark.CHANGED: "yellow",
    Mark.MOVED: "cyan",
    Mark.FOLLOWS: "dim",
    Mark.WARNING: "bold red",
}


def show(before: Side, after: Side, changes: Sequence[Change], console: Console) -> None:
    """Print the changes; one sentence where there are none."""
    if not changes:
        console.print(Text(f"`{visible(before.name)}` and `{visible(after.name)}` are the same experiment"), soft_wrap=True)
        return
    for name, mark in ((before.name, Mark.REMOVED), (after.name, Mark.ADDED)):
        console.print(Text(f"{mark} {visible(name)}", style=_STYLES[mark]), soft_wrap=True)
    section = ""
    for change in changes:
        if change.section != section:
            section = change.section
            console.print(Text(f"\n{section}", style="bold"))
        console.print(Text(f"  {line(change)}", style=_STYLES[change.mark]), soft_wrap=True)


def line(change: Change) -> str:
    """A change in one line: `~ split.seed: 0 → 1 (other rows)`."""
    arrow = f"{change.before} → {change.after}" if change.before and change.after else change.after or change.before
    said = f" ({change.says})" if change.says and arrow else f": {change.says}" if change.says else ""
    return visible(f"{change.mark} {change.what}{': ' if arrow else ''}{arrow}{said}")
