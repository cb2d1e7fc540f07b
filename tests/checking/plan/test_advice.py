"""A layer that cannot take samples of a kind: the finding says the way that this kind has to the axes that are wanted."""

from __future__ import annotations

import pytest

from specbuild.checking.document.document import Document
from specbuild.checking.judge import judge

SOUND = '{ type = "audio", path = "d", sample_rate = 8000, seconds = 1.0 }'
TEXT = '{ type = "text", path = "d.csv", column = "t", target = "y" }'
CLIP = '{ type = "video", path = "d", size = [16, 16], frames = 8 }'
TABLE = '{ type = "table", path = "d.csv", target = "y" }'
HEAD = '{ type = "Flatten" }, { type = "Dense", units = "classes" }'


def findings(loader, layers):
    text = f'format = 1\nname = "x"\nseed = 0\ntask.type = "multiclass"\nloader = {loader}\nlayers = [{layers}, {HEAD}]\n'
    return {finding.code: finding.help for finding in judge(Document.of(text, "x.toml")).findings}


@pytest.mark.parametrize(
    ("loader", "layer", "help_"),
    [
        pytest.param(SOUND, '{ type = "Conv1D", filters = 4, kernel_size = 3 }', "`channels = 1`", id="a wave without channels"),
        pytest.param(SOUND, '{ type = "Conv2D", filters = 4, kernel_size = 3 }', "`MelSpectrogram`", id="a wave read like a picture"),
        pytest.param(TEXT, '{ type = "GRU", units = 4 }', "`Embedding`", id="numbers of words"),
        pytest.param(CLIP, '{ type = "LSTM", units = 4 }', "`ConvLSTM2D`", id="a clip in a recurrent layer"),
        pytest.param(TABLE, '{ type = "Conv1D", filters = 4, kernel_size = 3 }', "`Dense`", id="a convolution over columns"),
    ],
)
def test_the_help_is_that_of_the_kind(loader, layer, help_):
    assert help_ in findings(loader, layer)["P001"]


def test_what_was_flattened_before_is_told_as_before():
    layers = '{ type = "Reshape", target_shape = [8000, 1] }, { type = "Flatten" }, { type = "Reshape", target_shape = [80, 100, 1] }'
    assert "`MelSpectrogram`" not in findings(SOUND, f'{layers}, {{ type = "GRU", units = 4 }}')["P001"]
