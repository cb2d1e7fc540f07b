"""Look at every sample before training: its files read once, hashed, decoded wholly, and kept in memory or on the disk."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from specbuild.running.data.cache.key import key_of
from specbuild.running.data.cache.rows import Found, Rows, Writer, find
from specbuild.running.data.files.decode import Decode, Facts
from specbuild.running.data.files.items import Item
from specbuild.running.data.files.opened import opened
from specbuild.running.data.files.unreadable import Unreadable
from specbuild.running.data.threads import each

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Scan:
    """What was found in a list of samples.

    Attributes:
        digests: The SHA-256 of each, as hexadecimal digits; empty where a file could not even be read.
        looks: A hash of each decoded sample: equal where the network would see the same; empty for unreadable ones.
        facts: What the files of each say of themselves.
        reasons: Why a sample cannot be used, by its number.
        decoded: All samples, of shape (samples, *shape); None where they do not fit the memory allowed. Rows of unreadable ones hold
            nothing of meaning.
        kept: The same on the disk, where they do not fit the memory and there is room.
    """

    digests: Sequence[str]
    looks: Sequence[bytes]
    facts: Sequence[Facts]
    reasons: Mapping[int, str]
    decoded: np.ndarray | None
    kept: Rows | None = None


def scan(items: Sequence[Item], decode: Decode, memory: int, progress: Progress) -> Scan:
    """Read and decode samples in threads, or find what an earlier run decoded of the same files.

    Args:
        items: The samples.
        decode: How they are decoded.
        memory: Bytes that the decoded samples may take together.
        progress: Called with the number of samples done, and of all.
    """
    shape = (len(items), *decode.shape)
    if int(np.prod(shape, dtype=object)) * decode.dtype.itemsize <= memory:
        decoded = np.empty(shape, decode.dtype)
        return _decoded(items, decode, progress, decoded, decoded)
    key = key_of(_digests(items), decode)
    found = find(key, len(items), decode.shape, decode.dtype)
    if found is not None:
        return _remembered(found)
    writer = Writer(key, len(items), decode.shape, decode.dtype)
    try:
        seen = _decoded(items, decode, progress, writer, None)
        if key != key_of(seen.digests, decode):
            return seen  # files changed in between: what was written belongs to no key
        rows = writer.done(_index(seen))
    finally:
        writer.stop()
    return Scan(seen.digests, seen.looks, seen.facts, seen.reasons, None, rows)


def _digests(items: Sequence[Item]) -> list[str]:
    digests = [""] * len(items)

    def look(number: int) -> None:
        try:
            with opened(items[number].paths) as (digests[number], _):
                pass
        except OSError:
            return

    each(len(items), look)
    return digests


def _decoded(items: Sequence[Item], decode: Decode, progress: Progress, into: np.ndarray | Writer, decoded: np.ndarray | None) -> Scan:
    digests, looks, reasons = [""] * len(items), [b""] * len(items), dict[int, str]()
    facts: list[Facts] = [{}] * len(items)

    def look(number: int) -> None:
        try:
            with opened(items[number].paths) as (digests[number], files):
                values, facts[number] = decode.checked(files)
        except Unreadable as error:
            reasons[number] = str(error)
        except OSError as error:
            reasons[number] = f"cannot be opened ({error.strerror or error})"
        else:
            looks[number] = hashlib.blake2b(np.ascontiguousarray(values).data, digest_size=16).digest()
            into[number] = values

    each(len(items), look, progress)
    return Scan(digests, looks, facts, dict(sorted(reasons.items())), decoded)


def _index(seen: Scan) -> dict[str, object]:
    return {
        "digests": list(seen.digests),
        "looks": [look.hex() for look in seen.looks],
        "facts": [dict(facts) for facts in seen.facts],
        "reasons": {str(number): reason for number, reason in seen.reasons.items()},
    }


def _remembered(found: Found) -> Scan:
    index = found.index
    return Scan(
        index["digests"],
        [bytes.fromhex(look) for look in index["looks"]],
        index["facts"],
        {int(number): reason for number, reason in index["reasons"].items()},
        None,
        found.rows,
    )
