"""Texts that are files in class folders: looked at once, and kept in memory where they fit."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from threading import Lock

import numpy as np

from specbuild.checking.diagnostic import Finding, KeyPath, Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.files.copies import about_copies, numbered
from specbuild.running.data.files.items import Item, Items
from specbuild.running.data.files.opened import opened
from specbuild.running.data.files.settle import Settled, notes_of, sort_out
from specbuild.running.data.files.unreadable import Unreadable
from specbuild.running.data.samples import Samples
from specbuild.running.data.texts.encoding import to_text
from specbuild.running.data.texts.raw import TEXT, raw
from specbuild.running.data.threads import each


@dataclass(frozen=True, slots=True)
class TextFile:
    """How a text is read from a file, and what it is called."""

    encoding: str
    undecodable: str
    max_bytes: int
    kind: str = "text"
    noun: tuple[str, str] = ("text", "texts")
    suffixes: frozenset[str] = frozenset({".txt", ".text", ".md", ".rst", ".log", ".asc"})

    def read(self, item: Item) -> tuple[str, str, str]:
        """The digest of a file, its text, and the encoding that was guessed.

        Raises:
            Unreadable: it is no text in that encoding, or too large.
            OSError: it cannot be opened.
        """
        with opened(item.paths) as (digest, (file,)):
            data = file.read(self.max_bytes + 1)
        if len(data) > self.max_bytes:
            raise Unreadable(f"holds more than `max_bytes` = {self.max_bytes} allows")
        text, guessed = to_text(data, self.encoding, self.undecodable)
        return digest, text, guessed


@dataclass(frozen=True, slots=True)
class Texts:
    """Takes texts by their numbers: from memory, or from files that have to be what they were."""

    items: Sequence[Item]
    digests: Sequence[str]
    how: TextFile
    at: KeyPath
    kept: Sequence[str] | None

    def __call__(self, wanted: np.ndarray) -> list[str]:
        """The texts with the given numbers."""
        if self.kept is not None:
            return [self.kept[int(row)] for row in wanted]
        return [self._again(int(row)) for row in wanted]

    def _again(self, row: int) -> str:
        help_ = "leave the data alone while a run is going, and start again"
        try:
            digest, text, _ = self.how.read(self.items[row])
        except OSError as error:
            message = f"`{self.items[row].id}` cannot be opened any more ({error.strerror or error})"
            raise Refused(Finding("D109", self.at, message, help=help_)) from error
        if digest != self.digests[row]:
            raise Refused(Finding("D109", self.at, f"`{self.items[row].id}` is not what it was when the data was looked at", help=help_))
        return text


@dataclass(slots=True)
class _Seen:
    """What looking at all files found, by their number."""

    digests: list[str]
    looks: list[bytes]
    texts: list[str]
    guessed: dict[int, str] = field(default_factory=dict)
    reasons: dict[int, str] = field(default_factory=dict)


def samples_of(context: LoadContext, items: Items, how: TextFile, *, quarantine: bool) -> tuple[Samples, Texts]:
    """Look at all files and make raw samples of them.

    Returns:
        The samples, which are texts still, and what gives the texts.

    Raises:
        Refused: files cannot be read and are not to be left out, or a class has none left.
    """
    seen = _look(context, items, how)
    kept = sort_out(context, items, dict(sorted(seen.reasons.items())), how, quarantine=quarantine)
    chosen, digests = [items.items[row] for row in kept.rows], [seen.digests[row] for row in kept.rows]
    texts = [seen.texts[row] for row in kept.rows] if seen.texts else None
    take = Texts(chosen, digests, how, (*context.at, "path"), texts)
    return _samples(items, how, seen, kept, take), take


def _look(context: LoadContext, items: Items, how: TextFile) -> _Seen:
    count = len(items.items)
    seen = _Seen([""] * count, [b""] * count, [""] * count)
    total, lock = [0], Lock()

    def look(number: int) -> None:
        try:
            seen.digests[number], text, guessed = how.read(items.items[number])
        except Unreadable as error:
            seen.reasons[number] = str(error)
        except OSError as error:
            seen.reasons[number] = f"cannot be opened ({error.strerror or error})"
        else:
            seen.looks[number] = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
            with lock:
                total[0] += 4 * len(text)
            if guessed:
                seen.guessed[number] = guessed
            if total[0] <= context.memory:
                seen.texts[number] = text

    each(count, look, context.progress)
    if total[0] > context.memory:
        seen.texts = []  # some of them are missing: all are read again when they are needed
    return seen


def _samples(items: Items, how: TextFile, seen: _Seen, kept: Settled, take: Texts) -> Samples:
    targets, subsets = items.targets.of(kept.rows), items.subsets
    content, ids = numbered([seen.looks[row] for row in kept.rows]), [item.id for item in take.items]

    return Samples(
        ids=ids,
        targets=targets.values,
        classes=targets.classes,
        shape=(),
        dtype=TEXT,
        value_range=None,
        read=raw(take),
        digests=lambda: take.digests,
        subsets=[subsets[row] for row in kept.rows] if subsets else None,
        target_names=targets.names,
        unreadable=kept.unreadable,
        notes=(*notes_of(items, kept, how), *_guesses(items, seen), *about_copies(content, ids, targets.labels(), how.noun)),
        groups={"content": content},
        kind="text",
    )


def _guesses(items: Items, seen: _Seen) -> Iterator[str]:
    """One sentence for each encoding that was guessed."""
    for name in sorted(set(seen.guessed.values())):
        files = [items.items[row].id for row in sorted(seen.guessed) if seen.guessed[row] == name]
        first = f"`{files[0]}`" + (f" and {len(files) - 1} more" if len(files) > 1 else "")
        yield f"{first} {'is' if len(files) == 1 else 'are'} not UTF-8 and read as {name}, by its looks: state `encoding` if that is wrong"
