"""Decide about every file after it was looked at: a sample, left out, or a reason to stop; and make the samples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.folders.tree import Member, Tree
from specbuild.running.data.pictures.copies import about_copies, numbered
from specbuild.running.data.pictures.decode import Decode
from specbuild.running.data.pictures.opened import SUFFIXES
from specbuild.running.data.pictures.reader import Reader
from specbuild.running.data.pictures.scan import Scan, scan
from specbuild.running.data.samples import Samples

SHOWN = 20


class Sorted(NamedTuple):
    """The numbers of the files, by what becomes of them."""

    kept: Sequence[int]
    unreadable: Sequence[int]
    others: Sequence[int]  # no pictures, and their names do not say so either


def settle(context: LoadContext, tree: Tree, decode: Decode, *, quarantine: bool) -> Samples:
    """Look at all files of a tree and make samples of them.

    Raises:
        Refused: files cannot be read and are not to be left out, or a class has none left.
    """
    seen = scan([member.path for member in tree.members], decode, context.memory, context.progress)
    files = _sort(tree.members, seen.reasons)
    findings = [] if quarantine else list(_about_unreadable(context, tree.members, seen.reasons, files.unreadable))
    findings += _about_emptied(context, tree, files)
    if findings:
        raise Refused(*findings)
    return _samples(context, tree, decode, seen, files)


def _sort(members: Sequence[Member], reasons: Mapping[int, str]) -> Sorted:
    claims = {number: PurePath(members[number].path).suffix.lower() in SUFFIXES | {""} for number in reasons}
    kept = [number for number in range(len(members)) if number not in reasons]
    return Sorted(kept, [number for number in claims if claims[number]], [number for number in claims if not claims[number]])


def _about_unreadable(
    context: LoadContext, members: Sequence[Member], reasons: Mapping[int, str], unreadable: Sequence[int]
) -> Iterator[Finding]:
    help = 'mend or remove it, or leave such files out with on_error = "quarantine"'
    for number in unreadable[:SHOWN]:
        yield context.finding("D111", "path", f"`{members[number].id}` {reasons[number]}", help=help)
    if len(unreadable) > SHOWN:
        message = f"{len(unreadable) - SHOWN} more files cannot be read, {len(unreadable)} of {len(members)} in all"
        yield context.finding("D112", "path", message, help=help)


def _about_emptied(context: LoadContext, tree: Tree, files: Sorted) -> Iterator[Finding]:
    left = {(tree.members[number].label, tree.members[number].part) for number in files.kept}
    for label in tree.labels:
        if not left & {(label, None), (label, "train")}:
            message = f"the class `{label}` has no picture that can be read"
            yield context.finding("D106", "path", message, help="mend its files, or name the class folders to use: classes = [...]")


def _samples(context: LoadContext, tree: Tree, decode: Decode, seen: Scan, files: Sorted) -> Samples:
    members = [tree.members[number] for number in files.kept]
    number_of = {label: number for number, label in enumerate(tree.labels)}
    ids, digests = [member.id for member in members], [seen.digests[number] for number in files.kept]
    content = numbered([seen.looks[number] for number in files.kept])
    unreadable = {tree.members[number].id: seen.reasons[number] for number in files.unreadable}
    return Samples(
        ids=ids,
        targets=np.array([number_of[member.label] for member in members], np.int64),
        classes=tree.labels,
        shape=decode.shape,
        dtype=np.dtype(np.uint8),
        value_range=(0.0, 255.0),
        read=Reader([member.path for member in members], ids, digests, decode, (*context.at, "path")),
        digests=lambda: digests,
        subsets=[str(member.part) for member in members] if tree.has_parts else None,
        unreadable=unreadable,
        notes=(*_notes(tree, files), *about_copies(content, ids, [member.label for member in members])),
        groups={"content": content},
        decoded=_kept(seen.decoded, files.kept),
        kind="picture",
    )


def _kept(decoded: np.ndarray | None, kept: Sequence[int]) -> np.ndarray | None:
    return decoded if decoded is None or len(decoded) == len(kept) else decoded[np.asarray(kept)]


def _notes(tree: Tree, files: Sorted) -> Iterator[str]:
    others = [tree.members[number].id for number in files.others]
    for names, what in (
        ([tree.members[number].id for number in files.unreadable], "cannot be read and left out"),
        (others, "no pictures and left out"),
        (tree.strays, "beside the class folders and belong to no class"),
        (tree.passed, "links to folders inside the data and not followed"),
    ):
        if names:
            yield f"{len(names)} {'file is' if len(names) == 1 else 'files are'} {what}: {_listed(names)}"


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f"`{name}`" for name in names[:5])
    return shown + (f" and {len(names) - 5} more" if len(names) > 5 else "")
