"""An entry of a spec: a `type` from the catalogue with the arguments that were given, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from specbuild.catalogue import read
from specbuild.catalogue.entry import Entry as CatalogueEntry
from specbuild.checking.diagnostic import KeyPath

BLENDING = frozenset({"MixUp", "CutMix"})  # augmentations after which a sample belongs to several classes


@dataclass(frozen=True, slots=True)
class Entry:
    """What a spec says of one layer, augmentation, optimizer, loss ...

    Attributes:
        type: Its name in the catalogue.
        table: The table of the catalogue that holds it.
        given: The arguments that were written, checked: fractions are floats, "none" is None, nested objects are entries.
        options: What belongs to specbuild and not to the object itself: `name`, `probability`, `only_classes` ...
        path: Where it stands in the spec.
        turns: The layers inside one that repeats them, once for each turn; empty for any other.
        elsewhere: Arguments that are written elsewhere, under the `each` of a layer around it, with their places there.
    """

    type: str
    table: str
    given: Mapping[str, Any]
    options: Mapping[str, Any] = field(default_factory=dict)
    path: KeyPath = ()
    turns: tuple[tuple[Entry, ...], ...] = ()
    elsewhere: Mapping[str, KeyPath] = field(default_factory=dict)

    @property
    def known(self) -> CatalogueEntry:
        """What the catalogue says of it."""
        return read.table(self.table)[self.type]

    @property
    def arguments(self) -> dict[str, Any]:
        """Every argument that has a value: the default, or what was written."""
        return {**self.known.defaults(), **self.given}

    def at(self, argument: str = "type") -> KeyPath:
        """Where an argument is written; where it is not, the type."""
        if argument in self.elsewhere:
            return self.elsewhere[argument]
        return (*self.path, argument if argument in self.given or argument in self.options else "type")

    @property
    def strands(self) -> tuple[tuple[Entry, ...], ...]:
        """The layers inside, in the order of the data: one list of them, or several that stand side by side; empty where it holds none."""
        if self.turns:
            return (tuple(entry for turn in self.turns for entry in turn),)
        found: list[tuple[Entry, ...]] = []
        for value in self.given.values():
            if type(value) is tuple and _are_layers(value):
                found.append(value)
            elif type(value) is list and any(type(item) is tuple and _are_layers(item) for item in value):
                found += value
        return tuple(found)


def _are_layers(value: tuple[Any, ...]) -> bool:
    return bool(value) and all(isinstance(item, Entry) and item.table == "layers" for item in value)
