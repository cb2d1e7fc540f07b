"""What the tests of the editor's half share: a small spec, and texts as an editor has them open."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from specbuild.editor.documents import Session

sys.path.insert(0, str(Path(__file__).parents[1] / "editors"))
from client import markers

SMALL = """format = 1
name = "small"
seed = 7

[task]
type = "multiclass"

[loader]
type = "bundled"
name = "digits"

[[preprocessing]]
type = "Rescaling"
scale = "1/16"

[[layers]]
type = "Conv2D"
filters = 32
kernel_size = 3
activation = "relu"

[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
name = "head"
units = "classes"

[training]
epochs = 40
"""


@pytest.fixture(scope="session")
def small():
    return SMALL


@pytest.fixture
def opened(tmp_path):
    """Opens a text with markers: gives what is seen of it, and the marked positions."""
    from lsprotocol import types as lsp

    session = Session(encoding="utf-16")

    def open_(text, *before, name="spec.toml"):
        uri = (tmp_path / name).as_uri()
        for earlier in before:
            session.update(uri, earlier)
        clean, places = markers(text)
        seen = session.update(uri, clean)
        assert seen
        return seen, [lsp.Position(*place) for place in places]

    return open_


BLOCKS = """format = 1
name = "blocks"
seed = 7

[task]
type = "multiclass"

[loader]
type = "bundled"
name = "digits"

[[preprocessing]]
type = "Rescaling"
scale = "1/16"

[[layers]]
type = "Repeat"
times = 3
each.filters = [16, 32, 64]
each.shrink.strides = [1, 2, 2]
layers = [
  { type = "Residual", projection = "auto", layers = [
    { type = "Conv2D", name = "shrink", kernel_size = 3, padding = "same", use_bias = false },
    { type = "BatchNormalization" },
  ] },
  { type = "ReLU" },
]

[[layers]]
type = "Branches"
branches = [
  [],
  [
    { type = "Conv2D", filters = 8, kernel_size = 1, activation = "relu" },
    { type = "SpatialDropout2D", rate = 0.1 },
  ],
]

[[layers]]
type = "GlobalAveragePooling2D"

[[layers]]
type = "Dense"
units = 10

[training]
epochs = 40
"""


@pytest.fixture(scope="session")
def blocks():
    return BLOCKS
