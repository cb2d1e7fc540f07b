"""Findings of the running half get their places in the spec."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from specbuild.checking.diagnostic import Refused
from specbuild.checking.judge import Whole


@contextmanager
def placing(judged: Whole) -> Iterator[None]:
    """Within this block, findings that know their key get its place in the spec."""
    try:
        yield
    except Refused as refused:
        placed = (judged.resolved.placed(finding) if finding.path else finding for finding in refused.findings)
        raise Refused(*placed) from refused
