"""A RandomCrop whose window the network does not cut out."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import Layer

CODE = "R511"
SEVERITY = Severity.ERROR
WORDS = ("RandomCrop",)
REASON = (
    "Augmentation touches training rows only, and a network takes samples of one size. So `RandomCrop` brings its window to the middle of "
    "the picture and makes all around it 0, and a `CenterCrop` of the same size at the head of the network cuts it out. Of evaluation "
    "pictures, which are not augmented, the same layer takes the middle, as is usual with random crops."
)
BAD = """
[meaning]
framing = "free"
position = "free"

[[augmentation]]
type = "RandomCrop"
height = 48
width = 48
"""
GOOD = """
[meaning]
framing = "free"
position = "free"

[[augmentation]]
type = "RandomCrop"
height = 48
width = 48

[[preprocessing]]
type = "CenterCrop"
height = 48
width = 48

[[preprocessing]]
type = "Rescaling"
scale = "1/255"
"""


def find(facts: Facts) -> Iterator[Found]:
    """A random crop to less than the sample, where the network does not crop the middle before all else."""
    shape = facts.plan.input or ()
    middles = [(layer.arguments.get("height"), layer.arguments.get("width")) for layer in _beginning(facts) if layer.type == "CenterCrop"]
    for entry in facts.spec.augmentation:
        wanted = entry.arguments.get("height"), entry.arguments.get("width")
        if entry.type != "RandomCrop" or wanted == tuple(shape[-3:-1]) or middles == [wanted]:
            continue
        message = "this leaves black what lies around the window, and the network does not cut the window out"
        begin = f'`type = "CenterCrop"`, `height = {wanted[0]}`, `width = {wanted[1]}`'
        help_ = f"begin `[[preprocessing]]` with {begin}: of evaluation pictures it takes the middle"
        yield Found(entry.at(), message, help_ if len(shape) == 3 else "use `RandomCropAndResize`, which keeps the size")


def _beginning(facts: Facts) -> tuple[Layer, ...]:
    return (*facts.preprocessing, *facts.layers[:1])
