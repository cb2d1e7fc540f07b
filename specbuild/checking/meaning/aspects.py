"""The aspects that carry meaning: what changing one is called, its unit, and the kinds of data that have it."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import NamedTuple

_SEEN = frozenset({"picture", "volume", "clip"})
_TIMED = frozenset({"series", "audio", "clip"})
_HEARD = frozenset({"series", "audio"})
_TEXT, _TABLE = frozenset({"text"}), frozenset({"vector"})


class Aspect(NamedTuple):
    """One aspect.

    Attributes:
        kinds: What kinds of samples have it.
        does: What an augmentation does that changes it, with `{}` for the amount; without, it happens or not.
        unbounded: The same where the amount knows no bound.
    """

    kinds: frozenset[str]
    does: str
    unbounded: str = ""

    @property
    def measured(self) -> bool:
        """Whether its change has an amount; else it happens or does not."""
        return "{}" in self.does

    def said(self, amount: float) -> str:
        """What an augmentation does: "turns by up to 36 degrees"."""
        if amount == inf:
            return self.unbounded or self.does.replace("by up to {}", "without bound").format("all")
        return self.does.format(plain(amount), plain(1 + amount))


ASPECTS: Mapping[str, Aspect] = {
    "orientation": Aspect(_SEEN, "turns by up to {} degrees"),
    "mirror_horizontal": Aspect(_SEEN, "exchanges left and right"),
    "mirror_vertical": Aspect(_SEEN, "exchanges up and down"),
    "mirror_depth": Aspect(frozenset({"volume"}), "exchanges the first slice and the last"),
    "position": Aspect(_SEEN, "moves by up to {} of the size"),
    "scale": Aspect(_SEEN, "makes larger or smaller by up to {} ({} times)", "makes larger or smaller without bound"),
    "shape": Aspect(_SEEN, "bends or stretches by up to {}"),
    "framing": Aspect(_SEEN | _HEARD, "loses up to {} of a sample"),
    "hue": Aspect(_SEEN, "moves colours by up to {} of the colour circle", "moves colours without bound"),
    "saturation": Aspect(_SEEN, "changes saturation by up to {}"),
    "brightness": Aspect(_SEEN, "changes brightness by up to {} of the value range", "changes brightness without bound"),
    "contrast": Aspect(_SEEN, "changes contrast by up to {}"),
    "detail": Aspect(_SEEN | _HEARD, "blurs, roughens or adds noise by up to {}"),
    "time_direction": Aspect(_TIMED, "reverses time"),
    "time_order": Aspect(_TIMED, "puts up to {} of the steps out of order"),
    "time_position": Aspect(_TIMED, "moves in time by up to {} of the length"),
    "tempo": Aspect(_TIMED, "makes faster or slower by up to {} ({} times)", "makes faster or slower without bound"),
    "pitch": Aspect(frozenset({"audio"}), "changes pitch by up to {} semitones"),
    "amplitude": Aspect(_HEARD, "changes the size of the values by up to {}"),
    "offset": Aspect(_HEARD, "moves the level of the values by up to {}"),
    "channels": Aspect(_HEARD, "loses up to {} of the channels"),
    "wording": Aspect(_TEXT, "changes up to {} of the words"),
    "word_order": Aspect(_TEXT, "puts up to {} of the words out of order"),
    "values": Aspect(_TABLE, "changes numbers by up to {} of their spread"),
}


def plain(amount: float) -> str:
    """A number as one writes it: at most three decimals, rounded up, so that what is declared by it is tolerated."""
    rounded = round(amount, 3)
    return f"{rounded if rounded >= amount - 1e-6 else rounded + 0.001:.3f}".rstrip("0").rstrip(".")
