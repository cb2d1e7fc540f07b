"""The values of a spec, merged, each knowing where it came from."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any

from specbuild.checking.diagnostic import Finding, KeyPath, Place
from specbuild.checking.document.document import Document
from specbuild.checking.document.override import Override

Source = Document | Override
Origins = dict[KeyPath, tuple[Source, KeyPath]]


@dataclass(frozen=True)
class Resolved:
    """A spec's values, merged.

    Attributes:
        main: The document that was asked for.
        values: Its values, with what it inherits and what the command line sets.
        origins: For a value that does not stand in `main` at its own path: its source, and its path there. A path that is not
            listed comes from where the nearest listed beginning of it comes from.
        documents: Every file that was read, the one asked for first.
    """

    main: Document
    values: dict[str, Any]
    origins: Origins = field(default_factory=dict)
    documents: tuple[Document, ...] = ()

    def origin(self, path: KeyPath) -> tuple[Source, KeyPath]:
        """The source of a value, and its path there."""
        for depth in range(len(path), -1, -1):
            if path[:depth] in self.origins:
                source, there = self.origins[path[:depth]]
                return source, there + path[depth:]
        return self.main, path

    def place(self, path: KeyPath, about: str = "value") -> Place:
        """Where a value is written; for one that is not, the nearest thing around it that is."""
        source, there = self.origin(path)
        return source.place(there, about)

    def placed(self, finding: Finding) -> Finding:
        """A finding that knows where it stands."""
        return finding if finding.place else finding.placed(self.place(finding.path, finding.about))


def put(values: Any, key: str | int, value: Any, path: KeyPath, origins: Origins, origin: tuple[Source, KeyPath]) -> None:
    """Write a copy of a value over what stands there, with where it comes from; what is known of its inside goes."""
    for old in [known for known in origins if known[: len(path)] == path]:
        del origins[old]
    values[key] = copy.deepcopy(value)
    origins[path] = origin
