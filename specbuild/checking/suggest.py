"""The word that was probably meant: the nearest by spelling."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

# Of words that are equally near, the one that most specs hold is most likely meant.
COMMON = frozenset(
    {
        *("relu", "softmax", "sigmoid", "tanh", "same", "Conv2D", "MaxPooling2D", "Dense", "Adam", "accuracy", "units"),
        "mirror_horizontal",
    }
)


def distance(one: str, other: str, limit: int) -> int:
    """Insertions, deletions, replacements and swaps of neighbours between two words; `limit + 1` where it is more than `limit`."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before, row = list[int](), list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def nearest(word: str, known: Iterable[str], preferred: Iterable[str] = ()) -> str | None:
    """The known word nearest to the one written, where it is near enough to be meant.

    Args:
        word: What was written.
        known: What exists.
        preferred: Words that win among equally near ones (keys that are still missing).
    """
    return _nearest(word, tuple(known), frozenset(preferred))


@lru_cache(maxsize=1024)  # a slip made once is mostly made again, entry after entry
def _nearest(word: str, known: tuple[str, ...], liked: frozenset[str]) -> str | None:
    limit = max(1, min(3, (len(word) + 1) // 3))
    folded = word.casefold().replace("-", "_")
    ranked = []
    for candidate in known:
        other = candidate.casefold()
        steps, start = distance(folded, other, limit), _common_start(folded, other)
        if steps <= limit or _holds(folded, other) or start >= max(4, len(folded) - 2):
            length = abs(len(other) - len(folded))
            ranked.append((min(steps, limit + 1), candidate not in liked, _strays(word, candidate), -start, length, candidate))
    return min(ranked)[-1] if ranked else None


def _strays(word: str, candidate: str) -> tuple[int, bool]:
    """How far a candidate is when capitals count: `accuarcy` means `accuracy` and not `Accuracy`."""
    return distance(word, candidate, 4), candidate not in COMMON


def _common_start(one: str, other: str) -> int:
    return next((index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _holds(word: str, other: str) -> bool:
    """Whether a word holds the other one, or begins it: `rescale` for `scale`, `kernel` for `kernel_size`."""
    return (len(other) >= 4 and other in word) or (len(word) >= 4 and other.startswith(word))


def word_meant(word: str, known: Sequence[str], preferred: Iterable[str] = ()) -> str | None:
    """The known word that was meant: what stands here for a word of another library, else the nearest by spelling."""
    from specbuild.checking.other_names import here  # only a wrong word needs it

    return here(word, known) or nearest(word, known, preferred)


def did_you_mean(word: str, known: Iterable[str], preferred: Iterable[str] = ()) -> str:
    """A help sentence: the nearest word, or all that exist, or nothing to offer."""
    from specbuild.checking.other_names import needless  # only a wrong word needs it

    words = sorted(known)
    if advice := needless(word, words):
        return advice
    if near := word_meant(word, words, preferred):
        return f"did you mean `{near}`?"
    if not words:
        return "remove it"
    shown = ", ".join(f"`{name}`" for name in words[:16])
    return f"there is {shown}" + (f" and {len(words) - 16} more" if len(words) > 16 else "")
