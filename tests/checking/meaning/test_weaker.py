"""What a finding offers instead is borne, or it offers no number."""

from __future__ import annotations

import pytest
import tomli

from specbuild.checking.grammar.entries import read_one
from specbuild.checking.meaning.check import violations
from specbuild.checking.meaning.weaker import of

SEEN, HEARD = (64, 64, 3), (8000,)


@pytest.mark.parametrize(("written", "says", "shape", "offered"), [
    pytest.param({"type": "RandomRotation", "factor": 0.1}, {"orientation": 20.0}, SEEN, "weaken `factor` to 0.055", id="20 degrees"),
    pytest.param({"type": "RandomRotation", "factor": [-0.2, 0.1]}, {"orientation": 18.0}, SEEN, "weaken `factor` to [-0.05, 0.025]",
                 id="a pair"),
    pytest.param({"type": "RandomSaturation", "factor": 0.6}, {"saturation": 0.3, "hue": "free"}, SEEN, "weaken `factor` to [0.435, 0.565]",
                 id="one number always reaches grey, two do not"),
    pytest.param({"type": "RandomAudioNoise", "snr": 5}, {"detail": 0.1}, HEARD, "weaken `snr` to 20", id="more decibels are less noise"),
    pytest.param({"type": "RandomHue", "factor": 0.2}, {"hue": "matters"}, SEEN, "weaken `factor`", id="nothing is borne"),
    pytest.param({"type": "RandomCrop", "height": 32, "width": 64}, {"framing": 0.2, "position": "free"}, SEEN, "weaken `height`",
                 id="not by a smaller number"),
    pytest.param({"type": "RandomTimeShift", "factor": 0.4, "fill_mode": "wrap"}, {"time_order": 0.2, "time_position": "free"}, (50, 1),
                 "choose another `fill_mode`", id="a choice is no strength"),
])  # fmt: skip
def test_what_is_offered(written, says, shape, offered):
    entry, wrong = read_one(written, "augmentations", ("augmentation", 0))
    assert not wrong
    (violation,) = violations(entry, says, shape)
    assert of(entry, *violation, shape) == offered
    if " to " in offered:
        value = tomli.loads(f"value = {offered.partition(' to ')[2]}")["value"]
        weaker, _ = read_one({**written, violation.change.by: value}, "augmentations", ("augmentation", 0))
        assert not violations(weaker, says, shape)
