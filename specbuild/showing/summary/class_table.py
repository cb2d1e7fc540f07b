"""How many rows of each class went into each subset."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from specbuild.showing.words import grouped, visible

SUBSETS = ("train", "validation", "test")


def table(classes: Sequence[str], labels: Sequence[str], subsets: Sequence[str], most: int = 20) -> Table:
    """The counts as a table.

    Args:
        classes: The names in the order of the model's outputs.
        labels: The class of each row.
        subsets: "train", "validation" or "test" for each row.
        most: How many classes are listed; of more, the largest and smallest are, and the rest is told as one line.
    """
    counts = Counter(zip(labels, subsets, strict=True))
    used = [subset for subset in SUBSETS if any(subset == found for _, found in counts)]
    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_footer=True, header_style="bold", footer_style="bold")
    drawn.add_column("class", "total", overflow="ellipsis", no_wrap=True)
    for subset in used:
        drawn.add_column(subset, grouped(sum(counts[name, subset] for name in classes)), justify="right")
    for name in _listed(classes, counts, most):
        cells = [""] * len(used) if name is None else [grouped(counts[name, subset]) for subset in used]
        # Text, not markup: a class may be called `[red]`.
        drawn.add_row(
            Text(f"… {len(classes) - most + 1:,} more" if name is None else visible(name)),
            *(Text(cell, style="bold red" if cell == "0" else "") for cell in cells),
        )
    return drawn


def _listed(classes: Sequence[str], counts: Counter[tuple[str, str]], most: int) -> list[str | None]:
    """The classes to list in their order; None where some are left out: those in the middle by their number of rows."""
    if len(classes) <= most:
        return list(classes)
    by_size = sorted(classes, key=lambda name: -sum(counts[name, subset] for subset in SUBSETS))
    shown = set(by_size[: most // 2]) | set(by_size[-(most - 1 - most // 2) :])
    return [*(name for name in classes if name in shown), None]
