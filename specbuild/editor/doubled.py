"""Which findings a TOML server with our schema shows too, so that nothing is told twice."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from specbuild.checking.diagnostic import Finding
from specbuild.checking.document.address import value_at
from specbuild.checking.grammar.kinds import FRACTION

_SAID = frozenset({"D003", "G002", "G003", "G004", "G005", "G006", "G007", "G008", "G009", "G010"})


def said_by_the_schema(finding: Finding, values: Mapping[str, Any]) -> bool:
    """Whether the schema refuses this too; what it lets pass is a closed list, see `tests/agreement`."""
    return finding.code in _SAID and not _beyond_a_schema(value_at(values, finding.path))


def _beyond_a_schema(value: Any) -> bool:
    if isinstance(value, float):
        return value.is_integer() or not math.isfinite(value)
    return isinstance(value, str) and (FRACTION.fullmatch(value) is not None or value.endswith("\n"))
