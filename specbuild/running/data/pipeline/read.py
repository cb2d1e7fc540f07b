"""Entries of `[[augmentation]]` to steps, with all that is wrong with them on samples like these."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from specbuild.checking.diagnostic import Finding
from specbuild.checking.facts.alike import of_another_kind
from specbuild.checking.grammar.entry import Entry
from specbuild.checking.suggest import nearest
from specbuild.running.data.pipeline import codes
from specbuild.running.data.pipeline.facts import Facts
from specbuild.running.data.pipeline.make import Made, make
from specbuild.running.data.pipeline.operation import Mixer
from specbuild.running.data.pipeline.step import Classes, Step

# Which augmentations need red, green and blue, given their arguments.
COLOUR: Mapping[str, Callable[[Mapping[str, Any]], bool]] = {
    "AugMix": lambda arguments: bool(arguments["all_ops"]),
    "RandAugment": lambda arguments: True,
    "RandomColorDegeneration": lambda arguments: True,
    "RandomColorJitter": lambda arguments: any(arguments[name] is not None for name in ("saturation_factor", "hue_factor")),
    "RandomGrayscale": lambda arguments: True,
    "RandomHue": lambda arguments: True,
    "RandomSaturation": lambda arguments: True,
}
OF_CLASSES = ("only_classes", "except_classes", "relabel")


def read_steps(entries: Sequence[Entry], facts: Facts) -> tuple[tuple[Step, ...], list[Finding]]:
    """Make a step of every entry, or say why not."""
    steps: list[Step] = []
    findings: list[Finding] = []
    for entry in entries:
        step, wrong = _read(entry, facts, after_mixing=any(isinstance(step.operation, Mixer) for step in steps))
        findings += wrong
        steps += [step] if step else []
    return tuple(steps), findings


def _read(entry: Entry, facts: Facts, after_mixing: bool) -> tuple[Step | None, list[Finding]]:
    findings = [*_of_samples(entry, facts), *_of_options(entry, facts)]
    if findings:
        return None, findings
    try:
        made = make(entry.known.where, entry.type, entry.given, facts)
    except (ValueError, TypeError, NotImplementedError) as error:
        message = f"`{entry.type}` refuses its arguments: {_first_line(error)}"
        return None, [Finding(codes.ARGUMENTS, entry.path, message, "`specbuild list` shows what each argument takes", about="header")]
    findings = [*_of_shape(entry, made, facts), *_of_mixing(entry, made, after_mixing), *_of_relabel(entry, made)]
    if findings:
        return None, findings
    probability = entry.options.get("probability")
    return Step(
        entry.type,
        made.operation,
        made.operation.draws(facts.shape),
        made.rate if probability is None else float(probability),
        _classes(entry, facts),
        _becomes(entry.options.get("relabel"), facts),
    ), []


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0].rstrip(".")


def _of_samples(entry: Entry, facts: Facts) -> list[Finding]:
    """What this augmentation asks of the samples."""
    kinds = entry.known.facts.get("kinds", ("picture",))
    if facts.kind not in kinds:
        return [Finding(codes.KIND, (*entry.path, "type"), *of_another_kind(entry.type, kinds, facts.kind))]
    found = []
    if facts.shape[-1] != 3 and entry.type in COLOUR and COLOUR[entry.type](entry.arguments):
        message = f"`{entry.type}` needs three channels of red, green and blue, and samples here have {facts.shape[-1]}"
        found.append(
            Finding(codes.CHANNELS, (*entry.path, "type"), message, 'let the loader give `color_mode = "rgb"`, or remove the entry')
        )
    if "value_range" in entry.known.arguments and "value_range" not in entry.given and facts.value_range is None:
        message = f"`{entry.type}` has to know the range of the values, and nothing bounds these samples"
        found.append(Finding(codes.VALUE_RANGE, (*entry.path, "type"), message, "add `value_range = [least, greatest]`"))
    return found


def _of_options(entry: Entry, facts: Facts) -> list[Finding]:
    """What is wrong with the classes that the options name."""
    options = entry.options
    found = []
    if "only_classes" in options and "except_classes" in options:
        message = "`only_classes` and `except_classes` exclude each other"
        found.append(Finding(codes.OPTION, (*entry.path, "except_classes"), message, "keep one of the two", about="key"))
    for option in OF_CLASSES:
        if option in options and not facts.classes:
            message = f"`{option}` needs classes, and a {facts.task} task has none"
            found.append(Finding(codes.CLASSES, (*entry.path, option), message, f"remove `{option}`", about="key"))
        elif option in options:
            found += _unknown_classes(entry, option, facts)
    if facts.classes and "relabel" in options:
        found += _bijection(entry)
    return found


def _unknown_classes(entry: Entry, option: str, facts: Facts) -> list[Finding]:
    named = options if isinstance(options := entry.options[option], Mapping) else {name: name for name in options}
    missing = dict.fromkeys(name for pair in named.items() for name in pair if name not in facts.classes)
    return [
        Finding(codes.CLASSES, (*entry.path, option), f"there is no class `{name}`", _there_is(name, facts.classes)) for name in missing
    ]


def _there_is(name: str, classes: tuple[str, ...]) -> str:
    near = nearest(name, classes)
    return f"did you mean `{near}`?" if near else "there is " + ", ".join(f"`{known}`" for known in classes[:12])


def _bijection(entry: Entry) -> list[Finding]:
    relabel: Mapping[str, str] = entry.options["relabel"]
    if set(relabel) == set(relabel.values()):
        return []
    lost = sorted(set(relabel) ^ set(relabel.values()))
    names = ", ".join(f"`{name}`" for name in lost)
    message = f"`relabel` is not a bijection: {names} stands on one side only, or is reached twice"
    return [Finding(codes.RELABEL, (*entry.path, "relabel"), message, "name each class once on the left and once on the right")]


def _of_shape(entry: Entry, made: Made, facts: Facts) -> list[Finding]:
    if made.shape == facts.shape:
        return []
    message = f"`{entry.type}` makes training pictures {made.shape}, while evaluation pictures stay {facts.shape}"
    help_ = "a window cannot be larger than the pictures: make it smaller, or let the loader bring all pictures to that `size`"
    return [Finding(codes.SHAPE, (*entry.path, "type"), message, help_)]


def _of_mixing(entry: Entry, made: Made, after_mixing: bool) -> list[Finding]:
    of_classes = [option for option in OF_CLASSES if option in entry.options]
    if isinstance(made.operation, Mixer):
        message = f"`{entry.type}` mixes whatever samples stand in a batch, of all classes"
    elif after_mixing:
        message = f"`{entry.type}` stands after an entry that mixes samples, which have no one class then"
    else:
        return []
    return [
        Finding(codes.MIXING, (*entry.path, option), message, f"remove `{option}`, or move it up", about="key") for option in of_classes
    ]


def _of_relabel(entry: Entry, made: Made) -> list[Finding]:
    if "relabel" not in entry.options or _is_one_map(made):
        return []
    message = f"`relabel` needs a change that is one fixed map, and `{entry.type}` with these arguments draws its strength"
    return [Finding(codes.RELABEL, (*entry.path, "relabel"), message, "use `RandomFlip`, or a rotation by one angle", about="key")]


def _is_one_map(made: Made) -> bool:
    """Whether it does the same to every sample it changes: nothing is drawn, or only from a range of one point."""
    laws = [draw.law for draw in made.operation.draws(made.shape)]
    return all(getattr(law, "low", 0) == getattr(law, "high", 1) for law in laws)


def _classes(entry: Entry, facts: Facts) -> Classes | None:
    for option, wanted in (("only_classes", True), ("except_classes", False)):
        if option in entry.options:
            named: Any = entry.options[option]
            return Classes(np.array([name in named for name in facts.classes], "float32"), wanted)
    return None


def _becomes(relabel: Mapping[str, str] | None, facts: Facts) -> np.ndarray | None:
    if relabel is None:
        return None
    return np.array([facts.classes.index(relabel.get(name, name)) for name in facts.classes], "int32")
