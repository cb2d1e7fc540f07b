"""What all class folders have in common: the classes, how many files each has, and the ready-made parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.folders.masks import masks_among
from specbuild.running.data.folders.names import natural
from specbuild.running.data.folders.tree import PARTS, Member
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

    @property
    def doubts(self) -> tuple[str, ...]:
        """What is not certain of the files."""
        masks = masks_among(member.id for member in self.members)
        said = f"Not certain: {len(masks):,} files are called as others with `_mask` behind, such as `{masks[0]}`." if masks else ""
        return (f"{said} They would be samples like all others: move masks out of the class folders.",) if masks else ()

    def found(self, many: str) -> str:
        """What there is, in words."""
        return f"{len(self.members):,} {many} in {len(self.aim.counts)} class folders: {shown(list(self.aim.counts))}."


def classes_of(seen: Seen, members: Sequence[Member], many: str) -> Classes:
    """The classes of some files.

    Raises:
        Refused: there is one class, or more than a network can have, or what looks like classes are parts.
    """
    if trained := {member.label for member in members if member.part == "train"}:
        members = [member for member in members if member.label in trained]
    labels = sorted({member.label for member in members}, key=natural)
    if "train" in {PARTS.get(label.casefold().rstrip("0123456789")) for label in labels}:  # `train2017` too
        raise Refused(_parts_without_classes(seen, labels))
    aim = of_labels([member.label for member in members])
    if aim is None:
        message = (
            f"`{seen.path}` holds {len(members):,} {many} in {len(labels)} class folder{'' if len(labels) == 1 else 's'}: {shown(labels)}"
        )
        help_ = "put the files of each class into a folder of its own, at least two of them" if len(labels) < 2 else "use fewer classes"
        raise Refused(Finding("N006", (), message, help=help_))
    return Classes(members, aim, frozenset(member.part for member in members if member.part))


def _parts_without_classes(seen: Seen, labels: Sequence[str]) -> Finding:
    parts, others = [label for label in labels if label.casefold() in PARTS], [label for label in labels if label.casefold() not in PARTS]
    message = f"{shown([f'`{label}`' for label in parts])} in `{seen.path}` are parts, and no classes"
    help_ = "put a folder for each class into each of them, or list the files with what they show in a table beside them"
    if others:
        help_ = f"move {shown([f'`{label}`' for label in others])} away, so that nothing but parts stands there"
    return Finding("N006", (), message, help=help_)
