"""Look at every sample before training: its files read once, hashed, decoded wholly, and kept where memory allows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from specbuild.running.data.files.decode import Decode, Facts
from specbuild.running.data.files.items import Item
from specbuild.running.data.files.opened import opened
from specbuild.running.data.files.unreadable import Unreadable
from specbuild.running.data.threads import each


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
    """

    digests: Sequence[str]
    looks: Sequence[bytes]
    facts: Sequence[Facts]
    reasons: Mapping[int, str]
    decoded: np.ndarray | None


def scan(items: Sequence[Item], decode: Decode, memory: int, progress: Callable[[int, int], None]) -> Scan:
    """Read and decode samples in threads.

    Args:
        items: The samples.
        decode: How they are decoded.
        memory: Bytes that the decoded samples may take together.
        progress: Called with the number of samples done, and of all.
    """
    digests, looks, reasons = [""] * len(items), [b""] * len(items), dict[int, str]()
    facts: list[Facts] = [{}] * len(items)
    shape = (len(items), *decode.shape)
    fits = int(np.prod(shape, dtype=object)) * decode.dtype.itemsize <= memory
    decoded = np.empty(shape, decode.dtype) if fits else None

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
            if decoded is not None:
                decoded[number] = values

    each(len(items), look, progress)
    return Scan(digests, looks, facts, dict(sorted(reasons.items())), decoded)
