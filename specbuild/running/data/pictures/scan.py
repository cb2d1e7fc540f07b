"""Look at every file before training: read once, hashed, decoded wholly, and kept where memory allows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from specbuild.running.data.pictures.decode import Decode
from specbuild.running.data.pictures.unreadable import Unreadable
from specbuild.running.data.threads import each


@dataclass(frozen=True, slots=True)
class Scan:
    """What was found in a list of files.

    Attributes:
        digests: The SHA-256 of each file, as hexadecimal digits; empty where the file could not even be read.
        looks: A hash of each decoded picture: equal where the network would see the same; empty for unreadable files.
        reasons: Why a file cannot be used, by its number.
        decoded: All pictures, of shape (files, height, width, channels); None where they do not fit the memory allowed.
            Rows of unreadable files hold nothing of meaning.
    """

    digests: Sequence[str]
    looks: Sequence[bytes]
    reasons: Mapping[int, str]
    decoded: np.ndarray | None


def scan(paths: Sequence[str], decode: Decode, memory: int, progress: Callable[[int, int], None]) -> Scan:
    """Read and decode files in threads.

    Args:
        paths: The files.
        decode: How they are decoded.
        memory: Bytes that the decoded pictures may take together.
        progress: Called with the number of files done, and of all.
    """
    digests, looks, reasons = [""] * len(paths), [b""] * len(paths), dict[int, str]()
    shape = (len(paths), *decode.shape)
    decoded = np.empty(shape, np.uint8) if int(np.prod(shape, dtype=object)) <= memory else None

    def look(number: int) -> None:
        try:
            data = Path(paths[number]).read_bytes()
            digests[number] = hashlib.sha256(data).hexdigest()
            picture = decode.checked(data)
        except Unreadable as error:
            reasons[number] = str(error)
        except OSError as error:
            reasons[number] = f"cannot be opened ({error.strerror or error})"
        else:
            looks[number] = hashlib.blake2b(np.ascontiguousarray(picture), digest_size=16).digest()
            if decoded is not None:
                decoded[number] = picture

    each(len(paths), look, progress)
    return Scan(digests, looks, dict(sorted(reasons.items())), decoded)
