"""Every stream of randomness of a run, derived by name from the one seed of the spec."""

from __future__ import annotations

import hashlib

WEIGHTS = "weights"
ORDER = "order"
AUGMENTATION = "augmentation"
DROPOUT = "dropout"
RESAMPLE = "resample"

Key = tuple[int, int]  # two words of 64 bits, as a Philox generator takes them


def stream(seed: int, name: str, *places: int) -> int:
    """A seed of 31 bits for one stream, for what takes a single number.

    Args:
        seed: The top-level seed of the spec.
        name: What the stream is for: one of the names above.
        places: Numbers that tell streams of one name apart, such as the epoch.

    Returns:
        A whole number from 0 to 2**31 - 1, the same in every release.
    """
    return int.from_bytes(_digest(8, seed, name, *places), "little") >> 33


def key(seed: int, name: str, *places: int | str) -> Key:
    """The key of one keyed stream, for `numpy.random.Philox(key=...)`: draws by number, without history.

    Args:
        seed: The top-level seed of the spec.
        name: What the stream is for: one of the names above.
        places: What tells streams of one name apart: the epoch, the number and the type of an entry.

    Returns:
        Two words of 64 bits.
    """
    digest = _digest(16, seed, name, *places)
    return int.from_bytes(digest[:8], "little"), int.from_bytes(digest[8:], "little")


def _digest(size: int, *parts: int | str) -> bytes:
    # A hash, not a sum: seed 1 in epoch 2 and seed 2 in epoch 1 have nothing in common.
    return hashlib.blake2b("/".join(str(part) for part in parts).encode(), digest_size=size).digest()
