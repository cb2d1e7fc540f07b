"""Entries for what Keras has: names and defaults from signatures, types from `argument_types.toml`, words from docstrings."""

from __future__ import annotations

import inspect
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from specbuild.workshop.generate.notation import kinds, takes_none
from specbuild.workshop.generate.words import argument_words, paragraph

HERE = Path(__file__).parent


@cache
def left_out() -> Mapping[str, Mapping[str, str]]:
    """The reasons for what a spec cannot name, by table and name."""
    return tomllib.loads((HERE / "left_out.toml").read_text(encoding="utf-8"))


@cache
def argument_types() -> Mapping[str, Mapping[str, str]]:
    """The rows of `argument_types.toml`."""
    return tomllib.loads((HERE / "argument_types.toml").read_text(encoding="utf-8"))


def entry(made: type, table: str, where: str, url: str) -> dict[str, Any]:
    """The entry of one Keras class."""
    words = argument_words(made) | argument_words(made.__init__)  # type: ignore[misc]
    arguments = {name: _argument(made, table, parameter, words) for name, parameter in _parameters(made, table)}
    return {"where": where, "doc": paragraph(made), "url": url, "arguments": arguments, "facts": {}}


def _parameters(made: type, table: str) -> Iterator[tuple[str, inspect.Parameter]]:
    reasons = left_out()["arguments"]
    for name, parameter in list(inspect.signature(made.__init__).parameters.items())[1:]:  # type: ignore[misc]
        named = parameter.kind in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY)
        ours = name == "name" and table != "metrics"  # a name is specbuild's own option; only metrics are told apart by it in Keras
        if named and not ours and name not in reasons and f"{made.__name__}.{name}" not in reasons:
            yield name, parameter
    takes_more = any(parameter.kind is parameter.VAR_KEYWORD for parameter in inspect.signature(made.__init__).parameters.values())  # type: ignore[misc]
    if table == "layers" and takes_more:  # an argument of the base class, which layers take without naming it
        yield "trainable", inspect.Parameter("trainable", inspect.Parameter.KEYWORD_ONLY, default=True)


def _argument(made: type, table: str, parameter: inspect.Parameter, words: Mapping[str, str]) -> dict[str, Any]:
    name, default = parameter.name, parameter.default
    ours = argument_types()["words"]
    doc = words.get(name) or ours.get(f"{made.__name__}.{name}") or ours.get(name, "")
    row = _row(made, name, table)
    dimensions = re.search(r"([123])D", made.__name__)
    argument: dict[str, Any] = {"kinds": kinds(row, int(dimensions.group(1)) if dimensions else None)}
    if default is parameter.empty:
        argument["required"] = True
    else:
        argument["default"] = json.loads(json.dumps(default))
    if default is None or takes_none(row):
        argument["none"] = True
    return {**argument, "doc": doc}


def _row(made: type, name: str, table: str) -> str:
    if table == "metrics" and name == "name":
        return "text"
    rows = argument_types()
    row = rows["exception"].get(f"{made.__name__}.{name}") or rows["argument"].get(name)
    if row is None:
        raise SystemExit(f"argument_types.toml has no row for `{name}`, which `{made.__name__}` takes")
    return row
