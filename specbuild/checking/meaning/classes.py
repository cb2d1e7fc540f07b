"""The classes that entries of `[[augmentation]]` name: whether there are such, and whether an entry can be meant for some alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from specbuild.checking.diagnostic import Finding
from specbuild.checking.grammar.entry import BLENDING, Entry
from specbuild.checking.meaning import codes
from specbuild.checking.suggest import nearest

OF_CLASSES = ("only_classes", "except_classes", "relabel")
SHOWN = 12


def find(entries: Sequence[Entry], task: str, classes: Collection[str]) -> list[Finding]:
    """All that is wrong with the classes that entries name.

    Args:
        entries: The entries of `[[augmentation]]`.
        task: The type of the task.
        classes: Names of the classes; empty until the data are known.
    """
    found, mixed = list[Finding](), False
    for entry in entries:
        found += of_entry(entry, task, classes)
        found += _of_mixing(entry, mixed)
        mixed = mixed or entry.type in BLENDING
    return found


def of_entry(entry: Entry, task: str, classes: Collection[str]) -> Iterator[Finding]:
    """What is wrong with the classes that one entry names, wherever it stands."""
    options = entry.options
    if "only_classes" in options and "except_classes" in options:
        message = "`only_classes` and `except_classes` exclude each other"
        yield Finding(codes.OPTION, (*entry.path, "except_classes"), message, "keep one of the two", about="key")
    for option in OF_CLASSES:
        if option in options and task == "regression":
            message = f"`{option}` needs classes, and a {task} task has none"
            yield Finding(codes.CLASSES, (*entry.path, option), message, f"remove `{option}`", about="key")
        elif option in options and classes:
            yield from _unknown(entry, option, classes)
    if "relabel" in options and task != "regression":
        yield from _no_bijection(entry)


def _unknown(entry: Entry, option: str, classes: Collection[str]) -> Iterator[Finding]:
    named = options if isinstance(options := entry.options[option], Mapping) else {name: name for name in options}
    for name in dict.fromkeys(name for pair in named.items() for name in pair if name not in classes):
        near = nearest(name, classes)
        there = ", ".join(f"`{known}`" for known in list(classes)[:SHOWN]) + (" ..." if len(classes) > SHOWN else "")
        help_ = f"did you mean `{near}`?" if near else f"there is {there}"
        yield Finding(codes.CLASSES, (*entry.path, option), f"there is no class `{name}`", help_)


def _no_bijection(entry: Entry) -> Iterator[Finding]:
    relabel: Mapping[str, str] = entry.options["relabel"]
    if set(relabel) == set(relabel.values()):
        return
    names = ", ".join(f"`{name}`" for name in sorted(set(relabel) ^ set(relabel.values())))
    message = f"`relabel` is not a bijection: {names} stands on one side only, or is reached twice"
    yield Finding(codes.RELABEL, (*entry.path, "relabel"), message, "name each class once on the left and once on the right")


def _of_mixing(entry: Entry, mixed: bool) -> Iterator[Finding]:
    if entry.type in BLENDING:
        message = f"`{entry.type}` mixes whatever samples stand in a batch, of all classes"
    elif mixed:
        message = f"`{entry.type}` stands after an entry that mixes samples, which have no one class then"
    else:
        return
    for option in OF_CLASSES:
        if option in entry.options:
            yield Finding(codes.MIXING, (*entry.path, option), message, f"remove `{option}`, or move it up", about="key")
