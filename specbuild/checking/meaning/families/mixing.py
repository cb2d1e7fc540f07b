"""Mixing: the label is mixed as the samples are, so that no aspect changes without it."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.meaning.change import Change, Family, Subject


def nothing(_: Subject) -> Iterator[Change]:
    """The label follows."""
    return iter(())


FAMILY: Family = {"MixUp": nothing, "CutMix": nothing}
