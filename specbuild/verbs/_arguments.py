"""Arguments that several verbs have in common."""

from __future__ import annotations

import argparse


def add_overrides(parser: argparse.ArgumentParser) -> None:
    """`--set KEY=VALUE`: values that win over those of the spec."""
    parser.add_argument(
        "--set", dest="overrides", action="append", default=[], metavar="KEY=VALUE", help="override a value, as often as needed"
    )
