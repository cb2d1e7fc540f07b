"""Entries of `[[augmentation]]` to steps, with all that is wrong with them on samples like these."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from specbuild.checking.diagnostic import Finding
from specbuild.checking.facts.alike import of_another_kind
from specbuild.checking.grammar.entry import Entry
from specbuild.checking.meaning import classes
from specbuild.checking.meaning.codes import RELABEL
from specbuild.running.data.pipeline import codes
from specbuild.running.data.pipeline.facts import Facts
from specbuild.running.data.pipeline.make import Made, make
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


def read_steps(entries: Sequence[Entry], facts: Facts) -> tuple[tuple[Step, ...], list[Finding]]:
    """Make a step of every entry, or say why not."""
    steps: list[Step] = []
    findings = classes.find(entries, facts.task, facts.classes)
    wrong_ones = {finding.path[:2] for finding in findings}
    for entry in entries:
        if entry.path[:2] in wrong_ones:
            continue
        step, wrong = _read(entry, facts)
        findings += wrong
        steps += [step] if step else []
    return tuple(steps), findings


def _read(entry: Entry, facts: Facts) -> tuple[Step | None, list[Finding]]:
    if findings := _of_samples(entry, facts):
        return None, findings
    try:
        made = make(entry.known.where, entry.type, entry.given, facts)
    except (ValueError, TypeError, NotImplementedError) as error:
        message = f"`{entry.type}` refuses its arguments: {_first_line(error)}"
        return None, [Finding(codes.ARGUMENTS, entry.path, message, "`specbuild list` shows what each argument takes", about="header")]
    findings = [*_of_shape(entry, made, facts), *_of_relabel(entry, made)]
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


def _of_shape(entry: Entry, made: Made, facts: Facts) -> list[Finding]:
    if made.shape == facts.shape:
        return []
    message = f"`{entry.type}` makes training pictures {made.shape}, while evaluation pictures stay {facts.shape}"
    help_ = "a window cannot be larger than the pictures: make it smaller, or let the loader bring all pictures to that `size`"
    return [Finding(codes.SHAPE, (*entry.path, "type"), message, help_)]


def _of_relabel(entry: Entry, made: Made) -> list[Finding]:
    if "relabel" not in entry.options or is_one_map(made):
        return []
    message = f"`relabel` needs a change that is one fixed map, and `{entry.type}` with these arguments draws its strength"
    return [Finding(RELABEL, (*entry.path, "relabel"), message, "use `RandomFlip`, or a rotation by one angle", about="key")]


def is_one_map(made: Made) -> bool:
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
