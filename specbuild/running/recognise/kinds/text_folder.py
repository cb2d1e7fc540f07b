"""Texts in class folders, a file each."""

from __future__ import annotations

from pathlib import Path

from specbuild.running.recognise.aim import Aim
from specbuild.running.recognise.class_folders import classes_of
from specbuild.running.recognise.draft import Block, Draft, Line
from specbuild.running.recognise.families import advice, family
from specbuild.running.recognise.networks import text
from specbuild.running.recognise.routine import split, training
from specbuild.running.recognise.seen import Seen

_LOOKED_AT = 50
_MOST_TEXTS = 0.8  # share of files that are texts from which on the others are mistakes, which loading tells by name
_MOST_NUMBERS = 0.5  # share of cells that are numbers from which on a file is a series, and no text


def draft(seen: Seen) -> Draft | None:
    """A spec for class folders of texts."""
    if seen.tree is None or not seen.family_of_classes("texts", "others"):
        return None
    members = [member for member in seen.tree.members if family(Path(member.path)) in ("texts", "others")]
    if sum(bool(advice(Path(member.path))) for member in members) > len(members) / 2:
        return None  # drawings, scripts and others that are written in letters
    some = [member.path for member in members[:: max(1, len(members) // _LOOKED_AT)]]
    if sum(map(_is_text, some)) < _MOST_TEXTS * len(some) or sum(_numbers(path) for path in some) > _MOST_NUMBERS * len(some):
        return None
    found = classes_of(seen, members, "texts")
    loader = Block("[loader]", [Line("type", "text"), *found.lines(seen), *WORDS])
    return Draft(found.found("texts"), blocks(found.aim, loader, len(members), found.parts))


WORDS = (
    Line("tokens", "words", 'or "characters" (short, odd spellings), "subwords"'),
    Line("max_tokens", 10_000),
    Line("percentile", 95, "nearly all texts fit whole; the others are cut at their end"),
)

SIGNS = (Line("tokens", "characters", "a script without blanks between words"), *WORDS[1:])


def blocks(aim: Aim, loader: Block, rows: int, parts: frozenset[str], *, tables: bool = False) -> list[Block]:
    """The tables of a spec for texts."""
    how = training(aim, rows, most=20, rate=0.002, parts=parts)
    return [aim.block, loader, split(aim, parts, tables=tables), *text.layers(), aim.head(), *how]


def _is_text(path: str) -> bool:
    with Path(path).open("rb") as file:
        start = file.read(4096)
    controls = sum(start.count(code) for code in range(9))
    return controls == 0 or start[:2] in (b"\xff\xfe", b"\xfe\xff")


def _numbers(path: str) -> bool:
    with Path(path).open("rb") as file:
        words = file.read(4096).decode("utf-8", "replace").replace(",", " ").replace(";", " ").split()
    return sum(_is_number(word) for word in words) > _MOST_NUMBERS * len(words)


def _is_number(word: str) -> bool:
    return word.replace(".", "", 1).replace("-", "", 2).replace("+", "", 2).replace("e", "", 1).isdigit()
