"""Words: what of a text is left out, hidden, misspelt or exchanged, as the share on average."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.meaning.change import Change, Family, Subject, up_to


def wording(subject: Subject) -> Iterator[Change]:
    """The share of the words, or characters, that are others afterwards."""
    yield Change("wording", up_to(subject.arguments["factor"])[1], "factor")


def order(subject: Subject) -> Iterator[Change]:
    """The share of the words that stands elsewhere afterwards."""
    yield Change("word_order", up_to(subject.arguments["factor"])[1], "factor")


FAMILY: Family = {
    "RandomWordDropout": wording,
    "RandomWordMasking": wording,
    "RandomCharacterNoise": wording,
    "RandomWordSwap": order,
}
