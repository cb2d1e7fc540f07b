"""Erasing: a part of the picture is painted over."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.meaning.change import Change, Family, Subject, largest, up_to


def erasing(subject: Subject) -> Iterator[Change]:
    """The largest area that is painted over, as a share of the picture."""
    if subject.happens("factor"):
        yield Change("framing", min(1.0, largest(up_to(subject.arguments["scale"]))), "scale")


FAMILY: Family = {"RandomErasing": erasing}
