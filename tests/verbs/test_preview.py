"""`specbuild preview`: a sheet of what augmentation does, with what is forbidden in red."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from specbuild.checking.diagnostic import Refused
from specbuild.showing.sheet.png import RED
from specbuild.verbs.preview import preview

pytestmark = pytest.mark.slow  # left out of the tests for every save

SPEC = """
format = 1
name = "seen"
backend = "tensorflow"
layers = [{ type = "Flatten" }, { type = "Dense", units = "classes" }]

[task]
type = "multiclass"

[loader]
type = "bundled"

[meaning]
preset = "digits"

[[augmentation]]
type = "RandomRotation"
factor = FACTOR

[[augmentation]]
type = "RandomFlip"
mode = "horizontal"
only_classes = ["0", "8"]

[[augmentation]]
type = "RandomSharpness"
factor = [0.4, 0.6]

[[augmentation]]
type = "MixUp"
"""


def red(path):
    return bool((np.asarray(Image.open(io.BytesIO(path.read_bytes())).convert("RGB")) == RED).all(axis=-1).any())


def test_what_is_forbidden_is_framed_in_red_with_the_reason(tmp_path):
    spec = tmp_path / "seen.toml"
    spec.write_text(SPEC.replace("FACTOR", "0.25"))
    made = preview(spec, into=tmp_path / "out", samples=3)
    assert red(made.picture)
    page = made.page.read_text()
    assert page.count('<section class="wrong">') == 1
    assert "turns by up to 90 degrees" in page
    assert page.count('<section class="fine">') == 5  # the originals, the other three, and all of them


def test_what_is_not_is_not(tmp_path):
    spec = tmp_path / "seen.toml"
    spec.write_text(SPEC.replace("FACTOR", "0.02"))
    made = preview(spec, into=tmp_path, samples=3)
    assert not red(made.picture)
    page = made.page.read_text()
    assert '<section class="wrong">' not in page
    for words in (
        "low: factor 0.005 and -0.005",
        "most: factor 0.02 and -0.02",
        "low: factor 0.525 and 0.475",
        "epoch 3",
        "always the same",
    ):
        assert words in page


def test_what_else_is_wrong_is_refused_and_nothing_is_written(tmp_path):
    spec = tmp_path / "seen.toml"
    spec.write_text(SPEC.replace("FACTOR", "0.02").replace('["0", "8"]', '["0", "ten"]'))
    with pytest.raises(Refused, match="no class `ten`"):
        preview(spec, into=tmp_path / "out")
    assert not (tmp_path / "out").exists()
