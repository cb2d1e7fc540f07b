"""`meaning.preset`: declarations for well-known kinds of data, from the catalogue."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from specbuild.catalogue.read import PRESETS


@cache
def presets() -> Mapping[str, Mapping[str, Any]]:
    """Every preset by its name: `kind`, `doc` and `meaning`."""
    return tomllib.loads(PRESETS.read_text(encoding="utf-8"))


def declared(meaning: Mapping[str, Any]) -> dict[str, Any]:
    """What a `[meaning]` declares: its preset, with the keys beside it laid over."""
    given = {aspect: bearing for aspect, bearing in meaning.items() if aspect != "preset"}
    return {**presets()[meaning["preset"]]["meaning"], **given} if "preset" in meaning else given
