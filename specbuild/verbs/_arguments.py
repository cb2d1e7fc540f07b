"""Arguments that several verbs have in common."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from math import isfinite


def add_overrides(parser: argparse.ArgumentParser) -> None:
    """`--set KEY=VALUE`: values that win over those of the spec."""
    parser.add_argument(
        "--set", dest="overrides", action="append", default=[], metavar="KEY=VALUE", help="override a value, as often as needed"
    )


def whole(least: int, most: int) -> Callable[[str], int]:
    """Reads a whole number within bounds; another is refused in one short sentence."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most):
            raise argparse.ArgumentTypeError(f"`{text}` is not a whole number from {least} to {most}")
        return int(text)

    return read


def duration(text: str) -> float:
    """Reads a time."""
    try:
        found = float(text)
    except ValueError:
        found = 0.0
    if not (isfinite(found) and found > 0):
        raise argparse.ArgumentTypeError(f"`{text}` is not a number of seconds above 0")
    return found
