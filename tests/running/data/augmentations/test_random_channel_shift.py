"""RandomChannelShift: one number for each channel of each picture, within the range."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

TARGETS = np.arange(8)


def test_a_channel_shift_adds_one_number_to_each_channel_and_stays_in_the_range(
    make: Callable[..., Any], compiled: Callable[..., Any]
) -> None:
    pipeline = make(("RandomChannelShift", {"factor": [0.1, 0.3]}))
    draws = pipeline.draws(0, 0, 8)
    found, _ = compiled(pipeline)(np.full((8, 20, 24, 3), 200, "uint8"), TARGETS, draws)
    expected = np.minimum(200 + draws * 255, 255)
    np.testing.assert_allclose(found, np.broadcast_to(expected[:, None, None, :], found.shape), rtol=1e-5)
    assert draws.min() >= 0.1
    assert draws.max() <= 0.3


def test_one_number_means_as_far_down_as_up_and_a_pair_may_stand_in_any_order() -> None:
    from specbuild.running.data.augmentations.random_channel_shift import RandomChannelShift

    (draw,) = RandomChannelShift(-0.2).draws((4, 4, 3))
    assert (draw.law.low, draw.law.high, draw.shape) == (-0.2, 0.2, (3,))
    (draw,) = RandomChannelShift((0.3, 0.1)).draws((4, 4, 1))
    assert (draw.law.low, draw.law.high, draw.shape) == (0.1, 0.3, (1,))


@pytest.mark.parametrize("factor", [1.5, (-2, 0), (0, 1.01)])
def test_a_factor_beyond_the_range_is_refused(factor: Any) -> None:
    from specbuild.running.data.augmentations.random_channel_shift import RandomChannelShift

    with pytest.raises(ValueError, match="between -1 and 1"):
        RandomChannelShift(factor)
