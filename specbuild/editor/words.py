"""Shapes, counts and values as hints and hovers write them."""

from __future__ import annotations

import json
from typing import Any

from specbuild.checking.plan.plan import Shape
from specbuild.checking.plan.size import Size
from specbuild.showing.words import grouped


def shape(sizes: Shape | None) -> str:
    """A shape: `28 × 28 × 1`."""
    return "?" if sizes is None else " × ".join(str(size) for size in sizes) or "a number"


def number(size: Size) -> str:
    """A count: `1,234`, or a formula with its unknowns."""
    return grouped(size if isinstance(size, int) else str(size))


def value(default: Any) -> str:
    """A value as a spec writes it."""
    return '"none"' if default is None else json.dumps(default, ensure_ascii=False)
