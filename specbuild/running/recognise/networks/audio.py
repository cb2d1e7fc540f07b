"""Sounds: a mel spectrogram that travels with the model, read like a picture."""

from __future__ import annotations

from specbuild.running.recognise.draft import Block
from specbuild.running.recognise.networks.convolutions import stage
from specbuild.running.recognise.routine import layer, preprocessing

BANDS = 40
COLUMNS = 128  # about as many steps in time as a spectrogram has


def layers(rate: int, length: int) -> list[Block]:
    """All but the head, the spectrogram included, for sounds of so many samples a second and in all."""
    window = 2 ** max(6, round(rate * 0.032).bit_length() - 1)
    window = max(64, min(window, 2 ** (max(64, length).bit_length() - 1)))
    stride = max(window // 4, min(window, length // COLUMNS))
    columns = max(1, length // stride)
    blocks = [
        preprocessing(("type", "MelSpectrogram"), ("sampling_rate", rate), ("fft_length", window, f"{1000 * window / rate:.0f} ms"),
                      ("sequence_stride", stride, f"a column every {1000 * stride / rate:.0f} ms"),
                      ("num_mel_bins", BANDS), ("min_freq", 60), ("power_to_db", False)),
        preprocessing(("type", "Decibels"), ("range", 60.0)),
        preprocessing(("type", "Normalization", "each band to mean 0 and deviation 1, by the training rows"), ("axis", 1)),
        layer(("type", "Reshape"), ("target_shape", [BANDS, -1, 1], "a picture of one channel: bands by columns")),
    ]  # fmt: skip
    bands = BANDS
    for filters in (16, 32, 64):
        blocks += stage(2, filters, 3)
        pool = [2 if bands >= 2 else 1, 4 if columns >= 32 else 2 if columns >= 2 else 1]
        blocks.append(layer(("type", "MaxPooling2D"), ("pool_size", pool)))
        bands, columns = bands // pool[0], columns // pool[1]
    return [*blocks, layer(("type", "Flatten")), layer(("type", "Dropout"), ("rate", 0.5, "against overfitting"))]
