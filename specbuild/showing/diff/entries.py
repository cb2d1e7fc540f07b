"""The change of one entry of a list, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from specbuild.showing.diff.align import align
from specbuild.showing.diff.change import Change, Mark
from specbuild.showing.diff.values import arguments, differing, shown


class Located(NamedTuple):
    """An entry and where it stands: `layers.3`."""

    where: str
    entry: Mapping[str, Any]

    @property
    def address(self) -> str:
        """How a person finds it: `layers.3 Conv2D`, with its name in place of the number where it has one."""
        key = self.where.split(".")[0]
        return f"{key}.{self.entry['name']} {self.entry['type']}" if self.entry.get("name") else f"{self.where} {self.entry['type']}"


class Couple(NamedTuple):
    """The same entry on both sides; None on a side that does not have it."""

    before: Located | None
    after: Located | None
    moved: bool

    @property
    def differs(self) -> bool:
        """Whether somebody changed it, or moved it."""
        return self.moved or self.before is None or self.after is None or self.before.entry != self.after.entry


def located(key: str, entries: Sequence[Mapping[str, Any]]) -> list[Located]:
    """The entries of a list with their places."""
    return [Located(f"{key}.{place}", entry) for place, entry in enumerate(entries)]


def couples(before: Sequence[Located], after: Sequence[Located]) -> Iterator[Couple]:
    """Every entry of either list beside what it is in the other."""
    for pair in align([one.entry for one in before], [one.entry for one in after]):
        old, new = (None if place is None else rows[place] for place, rows in ((pair.before, before), (pair.after, after)))
        yield Couple(old, new, pair.moved)


def entry_changes(section: str, couple: Couple, says: str = "") -> Iterator[Change]:
    """What happened to one entry; nothing where it is the same and nothing follows.

    Args:
        section: The part of the experiment.
        couple: The entry on both sides.
        says: What follows from the change.
    """
    old, new = couple.before, couple.after
    if new is None:
        assert old is not None
        yield Change(section, Mark.REMOVED, old.address, _inside(old.entry), "", says)
    elif old is None:
        yield Change(section, Mark.ADDED, new.address, "", _inside(new.entry), says)
    elif couple.moved:
        yield Change(section, Mark.MOVED, new.address, old.where, new.where, says)
    elif couple.differs:
        yield from _leaves(section, old, new, says)
    elif says:
        yield Change(section, Mark.FOLLOWS, new.address, says=says)


def _leaves(section: str, old: Located, new: Located, says: str) -> Iterator[Change]:
    """A change for each argument that differs; what follows from all of them stands with the last."""
    leaves = list(differing(old.entry, new.entry))
    for number, leaf in enumerate(leaves, start=1):
        inner = ".".join(map(str, (new.address, *leaf.path)))
        yield Change(section, Mark.CHANGED, inner, shown(leaf.before), shown(leaf.after), says if number == len(leaves) else "")


def _inside(entry: Mapping[str, Any]) -> str:
    """The arguments of an entry; its type and name stand in its address."""
    return ", ".join(f"{key} = {shown(value)}" for key, value in arguments(entry).items() if key != "name")
