"""Each sample is changed by the part that was chosen for it, and by no other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st


class Add:
    """Adds its draw and a number of its own."""

    def __init__(self, number: float) -> None:
        self.number = number

    def draws(self, shape: tuple[int, ...]) -> tuple[()]:
        return ()

    def transform(self, images: Any, drawn: Sequence[Any]) -> Any:
        return images + self.number + drawn[0][:, None, None, None]


@settings(max_examples=15)
@given(st.lists(st.integers(0, 3), min_size=1, max_size=9))
def test_each_sample_gets_its_part_with_its_own_draws_and_one_number_more_means_none(chosen: list[int]) -> None:
    from keras import ops

    from specbuild.running.data.pipeline.choose import choose

    parts = [Add(100.0), Add(200.0), Add(300.0)]
    images = np.arange(len(chosen) * 12, dtype="float32").reshape(-1, 2, 3, 2)
    draws = np.arange(3 * len(chosen), dtype="float32").reshape(3, -1) / 64
    found = choose(
        *(ops.convert_to_tensor(np.array(chosen, "float32")), parts, ops.convert_to_tensor(images)),
        [[ops.convert_to_tensor(row)] for row in draws],
    )
    added = [0.0 if part == 3 else 100.0 * (part + 1) + draws[part, place] for place, part in enumerate(chosen)]
    assert np.array_equal(ops.convert_to_numpy(found), images + np.array(added, "float32")[:, None, None, None])
