"""What all class folders have in common: the classes, how many files each has, and the ready-made parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.folders.tree import Member
from specbuild.running.recognise.aim import Aim, of_labels
from specbuild.running.recognise.draft import Line, shown
from specbuild.running.recognise.seen import Seen


@dataclass(frozen=True, slots=True)
class Classes:
    """Class folders.

    Attributes:
        members: Their files.
        aim: The task that they make.
        parts: Ready-made parts that there are.
    """

    members: Sequence[Member]
    aim: Aim
    parts: frozenset[str]

    def some(self, most: int = 300) -> list[str]:
        """Paths of some files, evenly chosen."""
        return [member.path for member in self.members[:: max(1, len(self.members) // most)]]

    def lines(self, seen: Seen) -> list[Line]:
        """Where the folders are, and which of them count where some hold nothing."""
        labels = seen.tree.labels if seen.tree is not None else ()
        empty = [label for label in labels if label not in self.aim.counts]
        classes = [label for label in labels if label in self.aim.counts]
        chosen = [Line("classes", classes, f"not {shown(empty)}: nothing to learn from there")] if empty else []
        return [Line("path", seen.written), *chosen]

    def found(self, many: str) -> str:
        """What there is, in words."""
        return f"{len(self.members):,} {many} in {len(self.aim.counts)} class folders: {shown(list(self.aim.counts))}."


def classes_of(seen: Seen, members: Sequence[Member], many: str) -> Classes:
    """The classes of some files.

    Raises:
        Refused: there is one class, or more than a network can have.
    """
    aim = of_labels([member.label for member in members])
    if aim is None:
        labels = sorted({member.label for member in members})
        message = (
            f"`{seen.path}` holds {len(members):,} {many} in {len(labels)} class folder{'' if len(labels) == 1 else 's'}: {shown(labels)}"
        )
        help_ = "put the files of each class into a folder of its own, at least two of them" if len(labels) < 2 else "use fewer classes"
        raise Refused(Finding("N006", (), message, help=help_))
    return Classes(members, aim, frozenset(member.part for member in members if member.part))
