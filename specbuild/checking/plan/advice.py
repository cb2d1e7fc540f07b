"""What to do where a layer cannot take the samples as they are: each kind of data has its own way to the axes that are wanted."""

from __future__ import annotations

from collections.abc import Mapping

_SPECTRUM = (
    "make a spectrogram of the sounds (`MelSpectrogram` under `[[preprocessing]]`), then `Reshape` it to bands, columns, one channel"
)
_FRAMES = "take `ConvLSTM2D`, or put `TimeDistributed` with a layer for pictures before it"
_COLUMNS = "the columns of a vector have no neighbours and no order: take `Dense`"
ADVICE: Mapping[tuple[str, int], str] = {  # kind of data, axes that the layer wants -> what to do
    ("text", 2): 'put `Embedding` with `input_dim = "vocabulary"` before it',
    ("text", 3): 'texts are sequences: put `Embedding` with `input_dim = "vocabulary"` first, and take the layer for one axis of steps',
    ("text", 4): 'texts are sequences: put `Embedding` with `input_dim = "vocabulary"` first, and take the layer for one axis of steps',
    ("audio", 2): "write `channels = 1` in the loader, or put `Reshape` with `target_shape = [-1, 1]` before it",
    ("audio", 3): _SPECTRUM,
    ("audio", 4): _SPECTRUM,
    ("vector", 2): _COLUMNS,
    ("vector", 3): _COLUMNS,
    ("vector", 4): _COLUMNS,
    ("clip", 2): _FRAMES,
    ("volume", 2): "take layers for volumes, such as `Conv3D`, and a global pooling",
    ("picture", 2): "take layers for pictures, such as `Conv2D`; or put `Reshape` before it, which makes steps of rows",
}


def advice(kind: str | None, wanted: object) -> str | None:
    """What to do about samples of a kind where a layer wants another number of axes; None where nothing special is known."""
    return ADVICE.get((kind, wanted)) if kind is not None and isinstance(wanted, int) else None
