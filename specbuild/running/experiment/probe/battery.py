"""The changes that a probe tries, beside those of the spec: one at a time, from weak to strong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from specbuild.catalogue import read
from specbuild.checking.grammar.entries import read_one
from specbuild.checking.grammar.entry import Entry
from specbuild.checking.meaning.known import changes

_EDGE = {"fill_mode": "nearest"}
# Label, type, and from a strength to arguments; the meaning files say which aspects that changes, and by how much.
_ROWS: tuple[tuple[str, str, tuple[float | None, ...], Any], ...] = (
    ("turned", "RandomRotation", (10, 20, 30, 45, 60, 90, 120, 150), lambda degrees: {"factor": degrees / 360, **_EDGE}),
    ("turned by half", "RandomFlip", (None,), lambda _: {"mode": "horizontal_and_vertical"}),
    ("left and right exchanged", "RandomFlip", (None,), lambda _: {"mode": "horizontal"}),
    ("up and down exchanged", "RandomFlip", (None,), lambda _: {"mode": "vertical"}),
    ("first slice and last exchanged", "RandomFlip3D", (None,), lambda _: {"mode": "depth"}),
    ("time reversed", "RandomReversal", (None,), lambda _: {}),
    ("moved in time", "RandomTimeShift", (0.05, 0.1, 0.25), lambda share: {"factor": share}),
    ("a time masked", "RandomTimeMask", (0.1, 0.2, 0.4), lambda share: {"factor": [share, share]}),
    ("larger or smaller values", "RandomScaling", (0.1, 0.25, 0.5), lambda share: {"factor": share}),
    ("another level", "RandomOffset", (0.1, 0.5, 1.0), lambda share: {"factor": share}),
    ("noise", "RandomJitter", (0.05, 0.1, 0.25), lambda share: {"factor": [share, share]}),
    ("noise at decibels", "RandomAudioNoise", (30, 20, 10), lambda decibels: {"snr": [decibels, decibels]}),
    ("louder or softer by decibels", "RandomGain", (3, 6, 12), lambda decibels: {"factor": decibels}),
    ("higher or lower by semitones", "RandomPitchShift", (1, 2, 4), lambda semitones: {"factor": semitones}),
    ("faster or slower", "RandomTimeStretch", (0.1, 0.25), lambda share: {"factor": share}),
    ("polarity reversed", "RandomPolarity", (None,), lambda _: {}),
    ("words left out", "RandomWordDropout", (0.1, 0.2, 0.4), lambda share: {"factor": [share, share]}),
    ("words exchanged", "RandomWordSwap", (0.1, 0.3, 0.6), lambda share: {"factor": [share, share]}),
    ("noise on numbers", "RandomFeatureNoise", (0.1, 0.25, 0.5), lambda share: {"factor": [share, share]}),
    ("moved down or up", "RandomTranslation", (0.05, 0.1, 0.2), lambda share: {"height_factor": share, "width_factor": 0.0, **_EDGE}),
    ("moved across", "RandomTranslation", (0.05, 0.1, 0.2), lambda share: {"height_factor": 0.0, "width_factor": share, **_EDGE}),
    ("made larger", "RandomZoom", (0.1, 0.25, 0.5), lambda more: {"height_factor": [1 / (1 + more) - 1] * 2, **_EDGE}),
    ("made smaller", "RandomZoom", (0.1, 0.25, 0.5), lambda more: {"height_factor": [more] * 2, **_EDGE}),
    ("sheared", "RandomShear", (0.1, 0.2, 0.3), lambda share: {"x_factor": share, **_EDGE}),
    ("a part erased", "RandomErasing", (0.05, 0.1, 0.2, 0.35), lambda share: {"factor": [1.0, 1.0], "scale": [share, share]}),
    ("hue moved", "RandomHue", (0.05, 0.1, 0.25, 0.5), lambda share: {"factor": [2 * share] * 2}),
    ("less colour", "RandomSaturation", (0.25, 0.5, 0.75), lambda share: {"factor": [(1 - share) / (2 - share)] * 2}),
    ("greyscale", "RandomGrayscale", (None,), lambda _: {"factor": 1.0}),
    ("brighter or darker", "RandomBrightness", (0.1, 0.2, 0.3), lambda share: {"factor": share}),
    ("more or less contrast", "RandomContrast", (0.2, 0.4, 0.6), lambda share: {"factor": share}),
    ("a negative", "RandomInvert", (None,), lambda _: {"factor": [1.0, 1.0]}),
    ("blurred", "RandomGaussianBlur", (0.5, 1.0), lambda pixels: {"factor": [1.0, 1.0], "kernel_size": 5, "sigma": [pixels, pixels]}),
    ("posterised", "RandomPosterization", (4, 2), lambda bits: {"factor": [int(bits), int(bits)]}),
)
# A volume has no left and right of its own: its axes are named, and the loader says which way they point.
_CALLED = {
    "volume": {
        "first slice and last exchanged": "mirrored along axis 1 (depth)",
        "up and down exchanged": "mirrored along axis 2 (vertical)",
        "left and right exchanged": "mirrored along axis 3 (horizontal)",
    }
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trial:
    """One change to try.

    Attributes:
        label: In words.
        strength: How strong, in the unit of the label; None for what happens or does not.
        entry: The augmentation that does it, acting on every sample.
        amounts: What it changes by how much, as the meaning files say.
        number: Of the entry in the spec that it stands for; None for one of the battery.
        turn: When it is tried: all changes at their weakest first, so that none is left out where time is short.
    """

    label: str
    strength: float | None
    entry: Entry
    amounts: Mapping[str, float]
    number: int | None = None
    turn: int = 0

    @property
    def said(self) -> str:
        """The change with its strength: "turned 90"."""
        return self.label if self.strength is None else f"{self.label} {self.strength:.3g}"


def battery(kind: str, shape: tuple[int, ...]) -> Iterator[Trial]:
    """The changes to try on samples of a kind; those of colours only where there are any."""
    table = read.table("augmentations")
    for label, type_, strengths, arguments in _ROWS:
        if type_ not in table or kind not in table[type_].facts.get("kinds", ()):
            continue
        for turn, strength in enumerate(strengths):
            entry, wrong = read_one({"type": type_, **arguments(strength), "probability": 1.0}, "augmentations", ("augmentation", 0))
            amounts = {} if entry is None or wrong else _amounts(entry, shape)
            if entry is not None and amounts:
                yield Trial(_CALLED.get(kind, {}).get(label, label), strength, entry, amounts, turn=turn)


def of_spec(entry: Entry, number: int, shape: tuple[int, ...]) -> Trial:
    """An entry of the spec at its strongest, acting on every sample that it is meant for."""
    surely = Entry(entry.type, entry.table, entry.given, {**entry.options, "probability": 1.0}, entry.path)
    return Trial(f"entry {number + 1}: {entry.type}", None, surely, _amounts(surely, shape), number)


def _amounts(entry: Entry, shape: tuple[int, ...]) -> dict[str, float]:
    return {aspect: change.amount for aspect, change in changes(entry, shape).items() if change.amount is not None}
