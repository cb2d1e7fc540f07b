"""Which entry of one list is which of another: the alignment that needs the least to be inserted, removed and changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from specbuild.showing.diff.values import differing

Entry = Mapping[str, Any]
_ONE_SIDED = 1.0  # the cost of inserting or removing an entry; changing one costs more than one of these, and less than both


class Pair(NamedTuple):
    """Places of the same entry in both lists; None where a list does not have it."""

    before: int | None
    after: int | None
    moved: bool = False


def align(before: Sequence[Entry], after: Sequence[Entry]) -> list[Pair]:
    """Pair the entries of two lists.

    Entries are the same where they are equal, have the same `type`, or the same `name`. What was taken out in one place and put in
    unchanged in another has moved.

    Returns:
        A pair for every entry of either list, in the order of the second, with what was removed where it stood.
    """
    return _with_moves(_walk(_costs(before, after), before, after), before, after)


def _change(one: Entry, other: Entry) -> float:
    """What it costs to take the two for the same entry; more than two one-sided steps where they are not."""
    if one == other:
        return 0.0
    named = one.get("name") is not None and one.get("name") == other.get("name")
    if one.get("type") != other.get("type"):
        return 1.95 * _ONE_SIDED if named else 3 * _ONE_SIDED
    changed = sum(1 for _ in differing(one, other))
    return _ONE_SIDED * (1.0 + (0.0 if named else 0.9 * changed / (changed + max(len(one), len(other)))))


def _costs(before: Sequence[Entry], after: Sequence[Entry]) -> list[list[float]]:
    """The least cost of aligning what is left of both lists from every pair of places on."""
    costs = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for row in range(len(before), -1, -1):
        for column in range(len(after), -1, -1):
            ways = []
            if row < len(before):
                ways.append(costs[row + 1][column] + _ONE_SIDED)
            if column < len(after):
                ways.append(costs[row][column + 1] + _ONE_SIDED)
            if row < len(before) and column < len(after):
                ways.append(costs[row + 1][column + 1] + _change(before[row], after[column]))
            costs[row][column] = min(ways, default=0.0)
    return costs


def _walk(costs: list[list[float]], before: Sequence[Entry], after: Sequence[Entry]) -> list[Pair]:
    pairs, row, column = [], 0, 0
    while row < len(before) or column < len(after):
        here = costs[row][column]
        both = row < len(before) and column < len(after)
        if both and abs(costs[row + 1][column + 1] + _change(before[row], after[column]) - here) < 1e-9:
            pairs.append(Pair(row, column))
            row, column = row + 1, column + 1
        elif row < len(before) and abs(costs[row + 1][column] + _ONE_SIDED - here) < 1e-9:
            pairs.append(Pair(row, None))
            row += 1
        else:
            pairs.append(Pair(None, column))
            column += 1
    return pairs


def _with_moves(pairs: list[Pair], before: Sequence[Entry], after: Sequence[Entry]) -> list[Pair]:
    taken = {pair.before for pair in pairs if pair.after is None}
    found: dict[int, int] = {}
    for pair in pairs:
        if pair.before is None and pair.after is not None:
            same = next((place for place in sorted(taken - set(found.values()), key=str) if before[place] == after[pair.after]), None)  # type: ignore[index]
            if same is not None:
                found[pair.after] = same
    moved = set(found.values())
    kept = [pair for pair in pairs if pair.after is not None or pair.before not in moved]
    return [Pair(found[pair.after], pair.after, moved=True) if pair.after in found else pair for pair in kept]
