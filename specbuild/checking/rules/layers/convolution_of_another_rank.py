"""A convolution or pooling for another number of axes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from specbuild.catalogue import read
from specbuild.checking.diagnostic import Fix, Severity
from specbuild.checking.document import edit
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import RANKS, Layer, rank_of
from specbuild.checking.plan.rule import written

if TYPE_CHECKING:
    from specbuild.checking.document.site import Site

CODE = "R327"
SEVERITY = Severity.ERROR
REPLACES = ("P001",)
REASON = (
    "The number in the name is the number of axes that the window slides along: 1D for sequences (steps, features), 2D for pictures "
    "and spectrograms (height, width, channels), 3D for volumes and clips (depth or time, height, width, channels). The last axis is "
    "never slid along. A layer of another rank cannot take its input."
)
BAD = """
[[layers]]
type = "Conv1D"
filters = 16
kernel_size = 3
activation = "relu"

[[layers]]
type = "GlobalAveragePooling2D"

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace('type = "Conv1D"', 'type = "Conv2D"')


_SHAPES = {1: "sequences (steps, features)", 2: "pictures and spectrograms (height, width, channels)", 3: "volumes and clips"}


def find(facts: Facts) -> Iterator[Found]:
    """The layer at which the plan stopped, where its twin for the axes that are there exists."""
    if facts.plan.complete:
        return
    shape = facts.plan.output
    layer = next((layer for layer in facts.stack if layer.step is None), None)
    if layer is None or shape is None:
        return
    here = written(shape)
    twin = twin_of(layer.type, len(shape) - 1)
    if twin and _of_sound(facts, layer):
        help_ = f"for a picture of one channel put `Reshape` with `target_shape = [{shape[0]}, -1, 1]` before it"
        yield Found(layer.at(), f"`{layer.type}` cannot take {here}: that is bands by steps, without channels", help_)
    elif twin:
        yield Found(layer.at(), f"`{layer.type}` cannot take {here}: that is for {_SHAPES[len(shape) - 1]}", f"use `{twin}`")


def _of_sound(facts: Facts, layer: Layer) -> bool:
    """Whether a layer for pictures stands behind a mel spectrogram."""
    return rank_of(layer.type) == 2 and any(facts.of("MelSpectrogram"))


def twin_of(type_: str, rank: int) -> str | None:
    """The layer of the same kind for this many axes, where there is one."""
    written = next((one for one in RANKS if type_.endswith((one, f"{one}Transpose"))), None)
    if written is None or not 1 <= rank <= 3 or written == f"{rank}D":
        return None
    twin = type_.replace(written, f"{rank}D")
    return twin if twin in read.table("layers") else None


def offer(site: Site) -> Fix | None:
    """Write the type with the rank that fits, where no argument is a list, whose length would not."""
    twin = site.finding.help.removeprefix("use `").removesuffix("`")
    layer = site.values["layers"][site.finding.path[1]] if site.finding.path[0] == "layers" else {}
    if twin not in read.table("layers") or twin == "Dense":
        return None
    if any(isinstance(value, list) for value in layer.values()) or not isinstance(site.written, str):
        return None
    return Fix(f"write `{twin}`", (edit.value(site.document, site.path, f'"{twin}"'),))
