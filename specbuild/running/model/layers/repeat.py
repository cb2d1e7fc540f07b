"""Layers that come several times, one after the other."""

from __future__ import annotations

from typing import Annotated, Any

import keras
from pydantic import Field

Layers = Annotated[list[Any], Field(min_length=1, json_schema_extra={"list_of": "layers", "partial": True})]
Turns = Annotated[dict[str, Any], Field(json_schema_extra={"turns_of": "layers"})]
FACTS = {"turns": {"count": "times", "entries": "layers", "values": "each"}}


class Repeat:
    """Repeat a list of layers several times, one after the other, each time with weights of its own.

    It stands for the layers themselves, so that the saved model holds plain layers of Keras. What may differ from turn to turn is said by
    `each`, and nothing else differs.

    Args:
        times: How often the layers come.
        layers: The layers of one turn.
        each: One value a turn for arguments of the layers inside: `each.filters = [32, 64, 128]` goes to every layer inside that needs
            `filters` and leaves it out; `each.down.strides = [1, 2, 2]` to the one with the name `down`.
    """

    def __init__(self, times: Annotated[int, Field(ge=1, le=2000)], layers: Layers, each: Turns = {}) -> None:  # noqa: B006  (never changed)
        self.layers = layers  # those of all turns: the grammar has put the values of `each` into them

    def expand(self) -> list[keras.layers.Layer]:
        """The layers of all turns."""
        return self.layers
