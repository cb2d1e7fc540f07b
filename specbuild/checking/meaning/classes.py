"""The classes that entries of `[[augmentation]]` name: whether there are such, and whether an entry can be meant for some alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from specbuild.catalogue.entry import Argument
from specbuild.checking.diagnostic import Finding
from specbuild.checking.grammar.entry import BLENDING, Entry
from specbuild.checking.meaning import codes
from specbuild.checking.suggest import nearest

OF_CLASSES = ("only_classes", "except_classes", "relabel")
SHOWN = 12
NO_STRENGTHS = ("value_range", "kernel_size")  # pairs that are no range to draw from
COINS = {"RandomGaussianBlur": "factor"}  # says how often, and the pipeline tosses it
# What draws something for every sample, whatever its arguments are: a place, an order, a sign, noise. Mixing is told apart (A009).
ALWAYS_DRAW = frozenset(
    {
        *("AugMix", "RandAugment", "RandomAudioNoise", "RandomChannelDropout", "RandomCharacterNoise", "RandomContrast", "RandomCrop"),
        *("RandomCropAndResize", "RandomCropAndResize3D", "RandomElasticTransform", "RandomErasing", "RandomFeatureDropout"),
        *("RandomFeatureNoise", "RandomFrameDropout", "RandomFrequencyMask", "RandomGaussianNoise", "RandomGrayscale", "RandomHue"),
        *("RandomInvert", "RandomJitter", "RandomPerspective", "RandomShear", "RandomTimeCrop", "RandomTimeMask", "RandomWordDropout"),
        *("RandomWordMasking", "RandomWordSwap"),
    }
)


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
        yield from _no_one_map(entry)


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


def _no_one_map(entry: Entry) -> Iterator[Finding]:
    if entry.type in BLENDING or not (by := drawn_by(entry)):
        return
    if by == "type":
        message, help_ = f"`{entry.type}` draws what it does for each sample", "take `RandomFlip`, or a turn by one angle"
    else:
        message = f"`{by}` of `{entry.type}` is a range, from which each sample draws its strength"
        help_ = f"give `{by}` one value, as in `[0.25, 0.25]`" if by != "turns" else "give `turns` one number"
    yield Finding(codes.RELABEL, (*entry.path, "relabel"), f"`relabel` needs a change that is one fixed map: {message}", help_, about="key")


def drawn_by(entry: Entry) -> str:
    """The argument from whose range an entry draws, "type" where it always draws; empty where it does the same to all that it changes."""
    if entry.type in ALWAYS_DRAW:
        return "type"
    but, given = (*NO_STRENGTHS, COINS.get(entry.type)), entry.arguments
    return next((name for name, known in entry.known.arguments.items() if name not in but and _is_drawn(given.get(name), known)), "")


def _is_drawn(value: Any, argument: Argument) -> bool:
    """Whether a value leaves a choice: several do, and one number for an argument that also takes two, the ends of a range."""
    if isinstance(value, list | tuple):
        return len(set(value)) > 1
    ends = any(kind.get("minItems") == 2 for kind in argument.kinds)
    return ends and isinstance(value, int | float) and value != 0


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
