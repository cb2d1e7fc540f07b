"""Look inside a finished run while it answers: feature maps, and where it sees what speaks for a class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.checking.suggest import did_you_mean
from specbuild.running.answering import codes
from specbuild.running.answering.inside.gradcam import Explained, explain
from specbuild.running.answering.inside.maps import Maps, maps
from specbuild.running.answering.inside.sanity import Sanity, check
from specbuild.running.answering.trained import Given, Trained
from specbuild.running.data.unread import Unread
from specbuild.running.metrics.answers import Answers

MOST = 64  # inputs that are looked at together


@dataclass(frozen=True, slots=True)
class Read:
    """Some inputs, read.

    Attributes:
        ids: Their names.
        samples: Of shape (inputs, *shape).
        value_range: Least and greatest value that they can have; None where nothing bounds them.
        unreadable: Why others could not be read, by their names.
    """

    ids: list[str]
    samples: np.ndarray
    value_range: tuple[float, float] | None
    unreadable: dict[str, str]


@dataclass(frozen=True, slots=True)
class Why:
    """Why the network says what it says of one input.

    Attributes:
        said: What is explained, in words: "why `8` (0.98)".
        explained: The map.
        sanity: Whether it explains the network; None where that was not asked.
    """

    said: str
    explained: Explained
    sanity: Sanity | None


def read(trained: Trained, given: Given) -> Read:
    """Read some inputs whole.

    Raises:
        Refused: I015, there are too many, or none that can be read.
    """
    ids, parts, lost = list[str](), list[np.ndarray](), dict[str, str]()
    value_range = None
    groups = trained.inputs(given)
    if (total := sum(map(len, groups))) > MOST:
        message = f"{total:,} inputs are too many to look at together"
        raise Refused(Finding(codes.TOO_MANY, (), message, help=f"name at most {MOST}"))
    for samples in groups:
        lost |= samples.unreadable
        value_range = samples.value_range or value_range
        for row, name in enumerate(samples.ids):
            try:
                parts.append(samples.read(np.array([row])))
                ids.append(name)
            except Unread as unread:
                lost[name] = unread.reasons[row]
    if not ids:
        raise Refused(*(Finding(codes.UNREADABLE, (), f"`{name}` {reason}") for name, reason in lost.items()))
    return Read(ids, np.concatenate(parts), value_range, lost)


def look(trained: Trained, inputs: Read, layer: str | None = None) -> list[Maps]:
    """The feature maps of a layer, or of every layer of the network; see `inside.maps.maps`."""
    return maps(trained.model, inputs.samples, layer)


def why(trained: Trained, sample: np.ndarray, answers: Answers, row: int, wanted: str | None, layer: str | None, *, checked: bool) -> Why:
    """Explain what is said of one input.

    Args:
        trained: The run.
        sample: The input, as the loader gives it.
        answers: What is said of it, among others.
        row: Its number among them.
        wanted: The class, or target, to explain; None for what is predicted.
        layer: The layer to explain by; None for the last one that keeps positions apart.
        checked: Whether to ask if the map explains the network.

    Raises:
        Refused: there is no such class or layer, or no layer keeps positions.
    """
    place = _place(answers, row, wanted)
    output, sign = (0, 1 if place else -1) if answers.task == "binary" else (place, 1)
    explained = explain(trained.model, sample, output, sign=sign, layer=layer)
    sanity = check(trained.model, sample, output, sign=sign, layer=layer, seed=trained.spec.seed) if checked else None
    return Why(_words(answers, row, place), explained, sanity)


def _place(answers: Answers, row: int, wanted: str | None) -> int:
    if wanted is not None:
        if wanted not in answers.classes:
            message = f"there is no class `{wanted}`"
            raise Refused(Finding(codes.NO_CLASS, (), message, help=did_you_mean(wanted, answers.classes)))
        return answers.classes.index(wanted)
    if answers.task == "regression":
        return 0
    if answers.task == "multilabel":
        return int(answers.scores[row].argmax())
    return int(answers.decided[row])


def _words(answers: Answers, row: int, place: int) -> str:
    name, number = answers.classes[place], float(answers.probabilities[row, place])
    if answers.task == "regression":
        return f"what raises `{name}` ({number:.4g})"
    return f"why `{name}` ({number:.2f})"


def outline(found: Sequence[Maps]) -> list[tuple[str, str, str, str, str]]:
    """A line for each layer: name, type, size of its maps, dead channels, saturated channels."""

    def size(one: Maps) -> str:
        return " × ".join(map(str, (*one.positions, one.channels)))

    return [(one.name, one.type, size(one), str(len(one.dead) or "-"), str(len(one.saturated) or "-")) for one in found]
