"""The data: what is loaded, how it is divided, and whether numbers of the two sides may be compared at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from specbuild.checking.diagnostic import counted, dotted
from specbuild.running.workdir.finished import Split
from specbuild.showing.diff.change import Change, Mark
from specbuild.showing.diff.side import Side
from specbuild.showing.diff.values import Leaf, differing, shown

SECTION = "data"
# Arguments of loaders that say in which form a sample comes, and not which samples there are or what is true of them.
_FORM = frozenset(
    {
        "size", "color_mode", "decoder", "resize", "interpolation", "background", "max_pixels", "length", "rate", "frames", "channels",
        "vocabulary", "tokenizer", "lowercase", "crop", "padding", "spacing", "window", "normalize", "mono",
    }
)  # fmt: skip


def changes(before: Side, after: Side) -> Iterator[Change]:
    """What differs in `[loader]` and `[split]`; a warning first where the test rows are not the same."""
    reason = incomparable(before, after)
    if reason:
        yield Change(SECTION, Mark.WARNING, "not comparable", says=reason)
    for key in ("loader", "split"):
        for leaf in _changed(before, after, key):
            yield Change(SECTION, Mark.CHANGED, dotted(leaf.path), *_ends(leaf, before, after))


def incomparable(before: Side, after: Side) -> str:
    """Why numbers of the two sides may not be compared; empty where they may.

    Two runs are compared by the rows that they were judged by, two specs by what decides about those rows.
    """
    if before.spec.task.type != after.spec.task.type:
        return "the tasks differ, and so does what their numbers mean"
    if before.split is not None and after.split is not None:
        return _of_rows(before, before.split, after, after.split)
    leaves = [leaf for key in ("loader", "split") for leaf in _changed(before, after, key) if _decides(leaf, before, after)]
    if not leaves:
        return ""
    named = " and ".join(f"`{dotted(leaf.path)}`" for leaf in leaves)
    return f"{named} differ{'s' if len(leaves) == 1 else ''}, so the test rows are not the same"


def _ends(leaf: Leaf, before: Side, after: Side) -> tuple[str, str]:
    """Both values; paths as they are written, unless they are written alike and mean two folders."""
    written = before.spec.loader.arguments.get("path"), after.spec.loader.arguments.get("path")
    ends = written if leaf.path == ("loader", "path") and written[0] != written[1] else (leaf.before, leaf.after)
    return shown(ends[0]), shown(ends[1])


def _changed(before: Side, after: Side, key: str) -> list[Leaf]:
    return list(differing(before.values[key], after.values[key], (key,)))


def _decides(leaf: Leaf, before: Side, after: Side) -> bool:
    """Whether a value decides which rows there are to be judged by."""
    table, argument = leaf.path[0], leaf.path[-1]
    if table == "loader":
        return argument not in _FORM
    tested = all(_share(side.values["split"]) for side in (before, after))
    return not (argument == "validation" and tested)  # the test part is drawn first


def _share(split: Mapping[str, Any]) -> bool:
    return bool(split.get("test"))


def _of_rows(before: Side, one: Split, after: Side, other: Split) -> str:
    judged = "test" if "test" in one.subsets and "test" in other.subsets else "validation"
    rows, others = _judged(one, judged), _judged(other, judged)
    if rows == others:
        return ""
    gone, come = sum(rows[row] != others.get(row) for row in rows), sum(others[row] != rows.get(row) for row in others)
    return (
        f"the {judged} parts are not the same: {counted(gone, 'row')} of {len(rows):,} only in `{before.name}`, "
        f"{counted(come, 'row')} of {len(others):,} only in `{after.name}`"
    )


def _judged(split: Split, subset: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """What is true of each row of a subset, by its id and content."""
    truths = zip(*split.targets.values(), strict=True)
    rows = zip(split.ids, split.subsets, split.digests, truths, strict=True)
    return {(row, digest): truth for row, part, digest, truth in rows if part == subset}
