"""An entry of a spec: a `type` from the catalogue with the arguments that were given, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from specbuild.catalogue import read
from specbuild.catalogue.entry import Entry as CatalogueEntry
from specbuild.checking.diagnostic import KeyPath


@dataclass(frozen=True, slots=True)
class Entry:
    """What a spec says of one layer, augmentation, optimizer, loss ...

    Attributes:
        type: Its name in the catalogue.
        table: The table of the catalogue that holds it.
        given: The arguments that were written, checked: fractions are floats, "none" is None, nested objects are entries.
        options: What belongs to specbuild and not to the object itself: `name`, `probability`, `only_classes` ...
        path: Where it stands in the spec.
    """

    type: str
    table: str
    given: Mapping[str, Any]
    options: Mapping[str, Any] = field(default_factory=dict)
    path: KeyPath = ()

    @property
    def known(self) -> CatalogueEntry:
        """What the catalogue says of it."""
        return read.table(self.table)[self.type]

    @property
    def arguments(self) -> dict[str, Any]:
        """Every argument that has a value: the default, or what was written."""
        return {**self.known.defaults(), **self.given}
