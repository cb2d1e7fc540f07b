"""What a fixer is given: a finding, and the text that it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from specbuild.checking.diagnostic import Finding, KeyPath
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
        found: Any = self.document.values
        for part in self.path:
            inside = (isinstance(found, dict) and part in found) or (
                isinstance(found, list) and isinstance(part, int) and part < len(found)
            )
            if not inside:
                return None
            found = found[part]
        return found
