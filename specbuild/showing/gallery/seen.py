"""What the network saw: training samples as augmentation changed them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from specbuild.showing.gallery.gallery import Gallery, Part
from specbuild.showing.gallery.shown import Shown

if TYPE_CHECKING:
    from specbuild.running.experiment.saw import Saw

NOTE = "Training samples on their way into the network, each beside or over what the data hold, with the entries that changed it."


def seen(saw: Sequence[Saw], shown: Shown) -> Gallery:
    """A gallery of what was seen in some epochs."""
    parts = []
    for one in saw:
        cards = (
            shown.card(now, [_named(before, after), ", ".join(changes) or "not changed"], original)
            for original, now, before, after, changes in zip(one.originals, one.values, one.before, one.after, one.changes, strict=True)
        )
        parts.append(Part(f"Epoch {one.epoch}", tuple(cards)))
    return Gallery("What the network saw", NOTE, tuple(parts))


def _named(before: str, after: str) -> str:
    return after if before == after else f"{before} → {after}"
