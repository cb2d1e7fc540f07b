"""Read the catalogue: JSON files, made by `python -m specbuild.workshop generate`, one for each kind of thing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from specbuild.catalogue.backbone import Network
from specbuild.catalogue.entry import Argument, Entry

TABLES = Path(__file__).with_name("tables")
BACKBONES = Path(__file__).with_name("backbones.json")  # made by `python -m specbuild.workshop backbones`, which takes minutes
PRESETS = Path(__file__).with_name("presets.toml")  # written by people, unlike the tables


class Table(Mapping[str, Entry]):
    """One table of the catalogue: entries by name, made when first asked for, and the reasons for what is left out."""

    def __init__(self, name: str, content: Mapping[str, Any]) -> None:
        self.name = name
        self.keras: str = content["keras"]
        self.absent: Mapping[str, str] = content["absent"]
        self.absent_arguments: Mapping[str, str] = content.get("absent_arguments", {})
        self.aliases: Mapping[str, str] = content.get("aliases", {})
        self._raw: Mapping[str, Any] = content["entries"]
        self._made: dict[str, Entry] = {}

    def __getitem__(self, name: str) -> Entry:
        if name not in self._made:
            self._made[name] = _entry(name, self.name, self._raw[name])
        return self._made[name]

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(self._raw)

    def __len__(self) -> int:
        return len(self._raw)

    def __contains__(self, name: object) -> bool:
        return name in self._raw


def _entry(name: str, table: str, raw: Mapping[str, Any]) -> Entry:
    arguments = {
        key: Argument(
            key, tuple(value["kinds"]), value.get("required", False), value.get("default"), value.get("none", False), value["doc"]
        )
        for key, value in raw["arguments"].items()
    }
    return Entry(name, table, raw["where"], raw["doc"], raw.get("url", ""), arguments, raw.get("facts", {}))


@cache
def table(name: str) -> Table:
    """A table of the catalogue: "layers", "preprocessing", "augmentations", "loaders", "optimizers" ..."""
    return Table(name, json.loads((TABLES / f"{name}.json").read_text(encoding="utf-8")))


@cache
def names() -> tuple[str, ...]:
    """The names of all tables."""
    return tuple(sorted(path.stem for path in TABLES.glob("*.json")))


@cache
def backbones() -> Mapping[str, Network]:
    """The networks of `keras.applications` that a `Backbone` can be, by name."""
    content = json.loads(BACKBONES.read_text(encoding="utf-8"))
    return {name: Network.of(**raw) for name, raw in content["networks"].items()}
