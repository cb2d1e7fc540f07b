"""Quarter turns in a plane of pictures or volumes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from keras import ops
from pydantic import Field

from specbuild.running.data.draws import Draw, Integer, Layout
from specbuild.running.data.pipeline.tables import per_sample

Turn = Annotated[int, Field(ge=1, le=3)]  # quarters
Turns = Turn | list[Turn]


def chosen(turns: int | Sequence[int], one: int, other: int) -> tuple[int, ...]:
    """The turns to choose from, for a plane of these two sizes.

    Raises:
        ValueError: there are none, or a turn would exchange two sizes that differ.
    """
    found = tuple(turns) if isinstance(turns, list | tuple) else (turns,)
    if not found:
        raise ValueError("`turns` is empty")
    if one != other and any(turn % 2 for turn in found):
        raise ValueError(f"1 or 3 quarter turns would make {other}x{one} of {one}x{other}; half turns, `turns = 2`, keep the size")
    return found


def turn_layout(turns: tuple[int, ...]) -> Layout:
    """Which of the turns."""
    return (Draw(Integer(0, len(turns))),) if len(turns) > 1 else ()


def quarter_turn(images: Any, turns: tuple[int, ...], drawn: Sequence[Any], plane: tuple[int, int]) -> Any:
    """Turn each sample in the plane of two axes, from the first towards the second."""
    turned = [_turned(images, turn, plane) for turn in turns]
    found = turned[0]
    for number, one in enumerate(turned[1:], start=1):
        found = ops.where(per_sample(ops.equal(drawn[0], float(number)), len(images.shape) - 1), one, found)
    return found


def _turned(images: Any, turns: int, plane: tuple[int, int]) -> Any:
    """As `numpy.rot90`; that of Keras 3.15 is wrong on TensorFlow for half turns of what is not square."""
    if turns == 2:
        return ops.flip(images, axis=plane)
    return ops.swapaxes(ops.flip(images, axis=plane[1]), *plane) if turns == 1 else ops.flip(ops.swapaxes(images, *plane), axis=plane[1])
