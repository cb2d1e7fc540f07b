"""What a fixer is given: a finding, the text that it is about, and the plainest ways to change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from specbuild.checking.diagnostic import Finding, Fix, KeyPath
from specbuild.checking.document import edit
from specbuild.checking.document.address import value_at
from specbuild.checking.document.document import Document


@dataclass(frozen=True, slots=True)
class Site:
    """Where a fix is to be made.

    Attributes:
        finding: What is wrong.
        document: The file that it stands in; one that was extended, perhaps.
        path: The key path in that file, which differs from the finding's own where an entry is addressed by its name.
        values: The values of the whole spec, inheritance applied.
    """

    finding: Finding
    document: Document
    path: KeyPath
    values: Mapping[str, Any]

    @property
    def written(self) -> Any:
        """What the file has at the path; None where it has nothing there."""
        return value_at(self.document.values, self.path)

    def write(self, argument: str, value: str) -> Fix | None:
        """Give an argument of the entry at fault this value, as TOML; None where the entry is not written in this file."""
        line = f"{argument} = {value}"
        if self.path[-1] == argument:
            return Fix(f"write `{line}`", (edit.value(self.document, self.path, value),))
        added = edit.add_key(self.document, self.path[:-1], line)
        return Fix(f"add `{line}`", (added,)) if added else None

    def remove(self) -> Fix | None:
        """Take the key at fault out, with its value; None where it has none of its own."""
        removal = edit.remove_key(self.document, self.path)
        return Fix(f"remove `{self.path[-1]}`", (removal,)) if removal else None
