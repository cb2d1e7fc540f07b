"""Decide about every file after it was looked at: a sample, left out, or a reason to stop; and make the samples."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.cache.rows import taking
from specbuild.running.data.context import LoadContext
from specbuild.running.data.files.copies import about_copies, numbered
from specbuild.running.data.files.decode import Decode, Facts, Named, claims
from specbuild.running.data.files.items import Item, Items, counted
from specbuild.running.data.files.reader import Reader
from specbuild.running.data.files.scan import Scan, scan
from specbuild.running.data.samples import Samples

SHOWN = 20
Compare = Callable[[Sequence[Item], Sequence[Facts]], Iterable[Finding]]  # what is wrong among samples of which each is right


@dataclass(frozen=True, slots=True)
class Settled:
    """The samples that are kept.

    Attributes:
        rows: Their numbers among all items.
        unreadable: Why others were left out, by their names.
        passed: Names of files of another kind, which their names do not deny.
    """

    rows: Sequence[int]
    unreadable: Mapping[str, str]
    passed: Sequence[str]


def settle(context: LoadContext, items: Items, decode: Decode, *, quarantine: bool, compare: Compare = lambda items, facts: ()) -> Samples:
    """Look at all files and make samples of them.

    Args:
        context: What belongs to the run.
        items: The samples to be.
        decode: How they are decoded.
        quarantine: Whether a file that cannot be read is left out, instead of stopping the run.
        compare: What tells what is wrong among samples that can be read.

    Raises:
        Refused: files cannot be read and are not to be left out, a class has none left, or the samples do not fit together.
    """
    seen = scan(items.items, decode, context.memory, context.progress)
    kept = sort_out(context, items, seen.reasons, decode, quarantine=quarantine)
    found = list(compare([items.items[row] for row in kept.rows], [seen.facts[row] for row in kept.rows]))
    if found:
        raise Refused(*found)
    return _samples(context, items, decode, seen, kept)


def sort_out(context: LoadContext, items: Items, reasons: Mapping[int, str], named: Named, *, quarantine: bool) -> Settled:
    """Divide samples into those that are kept, those that are left out, and files that are something else.

    Raises:
        Refused: files cannot be read and are not to be left out, or a class has none left.
    """
    claimed = {number: items.listed or any(claims(named, path) for path in items.items[number].paths) for number in reasons}
    kept = [number for number in range(len(items.items)) if number not in reasons]
    unreadable = {items.items[number].id: reasons[number] for number in reasons if claimed[number]}
    findings = [] if quarantine else list(_about_unreadable(context, _placed(items, unreadable), len(items.items)))
    findings += _about_emptied(context, items, kept, named.noun[0])
    if findings:
        raise Refused(*findings)
    return Settled(kept, unreadable, [items.items[number].id for number in reasons if not claimed[number]])


def notes_of(items: Items, kept: Settled, named: Named) -> list[str]:
    """What is worth saying about files that are no samples."""
    found = (
        (list(kept.unreadable), "unreadable and left out"),
        (kept.passed, f"no {named.noun[len(kept.passed) > 1]} and left out"),
    )
    return [*(counted(names, what) for names, what in found if names), *items.notes]


def _placed(items: Items, unreadable: Mapping[str, str]) -> dict[str, str]:
    """The reasons, by the name and the row of the list; unchanged where no list names them."""
    place_of = {item.id: f"`{item.id}` ({place})" for item, place in zip(items.items, items.places, strict=False)}
    return {place_of.get(name, f"`{name}`"): reason for name, reason in unreadable.items()}


def _about_unreadable(context: LoadContext, unreadable: Mapping[str, str], total: int) -> Iterator[Finding]:
    help = 'mend or remove it, or leave such files out with on_error = "quarantine"'
    for name, reason in list(unreadable.items())[:SHOWN]:
        yield context.finding("D111", "path", f"{name} {reason}", help=help)
    if len(unreadable) > SHOWN:
        message = f"{len(unreadable) - SHOWN} more files cannot be read, {len(unreadable)} of {total} in all"
        yield context.finding("D112", "path", message, help=help)


def _about_emptied(context: LoadContext, items: Items, kept: Sequence[int], noun: str) -> Iterator[Finding]:
    if not kept:
        yield context.finding("D104", "path", f"no {noun} can be read", help="name the folder, or the list, that holds them")
    if items.targets.values.ndim > 1:
        return
    left = {(int(items.targets.values[number]), items.items[number].part) for number in kept}
    for place, label in enumerate(items.targets.classes):
        if kept and not left & {(place, None), (place, "train")}:
            message = f"the class `{label}` has no {noun} that can be read"
            yield context.finding("D106", "path", message, help="mend its files, or name the class folders to use: classes = [...]")


def _samples(context: LoadContext, items: Items, decode: Decode, seen: Scan, kept: Settled) -> Samples:
    rows = np.asarray(kept.rows, np.int64)
    chosen = [items.items[row] for row in kept.rows]
    targets, digests = items.targets.of(kept.rows), [seen.digests[row] for row in kept.rows]
    content, ids = numbered([seen.looks[row] for row in kept.rows]), [item.id for item in chosen]
    subsets = items.subsets
    read = Reader(chosen, digests, decode, (*context.at, "path"))
    return Samples(
        ids=ids,
        targets=targets.values,
        classes=targets.classes,
        shape=decode.shape,
        dtype=decode.dtype,
        value_range=decode.value_range,
        read=read,
        digests=lambda: digests,
        subsets=[subsets[row] for row in kept.rows] if subsets else None,
        target_names=targets.names,
        unreadable=kept.unreadable,
        notes=(*notes_of(items, kept, decode), *about_copies(content, ids, targets.labels(), decode.noun)),
        groups={**{name: column[rows] for name, column in items.groups.items()}, "content": content},
        decoded=_kept(seen.decoded, kept.rows),
        kept=None if seen.kept is None else taking(seen.kept.of(rows), read),
        weights=None if items.weights is None else items.weights[rows],
        kind=decode.kind,
    )


def _kept(decoded: np.ndarray | None, kept: Sequence[int]) -> np.ndarray | None:
    return decoded if decoded is None or len(decoded) == len(kept) else decoded[np.asarray(kept)]
