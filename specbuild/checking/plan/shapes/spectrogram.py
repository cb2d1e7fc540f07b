"""Spectrograms: a signal becomes the strength of each frequency in each frame."""

from __future__ import annotations

from collections.abc import Mapping

from specbuild.checking.plan.codes import FRAMES
from specbuild.checking.plan.plan import Planned, Shape
from specbuild.checking.plan.rule import Arguments, Rule, ShapeError, identity, need_rank
from specbuild.checking.plan.size import below, product
from specbuild.checking.plan.window import Window


def stft_spectrogram(arguments: Arguments, shape: Shape) -> Planned:
    """Frames of each channel against waves of each frequency, their real and imaginary parts; these weights can be trained."""
    need_rank(shape, 2, "length, channels")
    mode, length = arguments["mode"], arguments["frame_length"]
    step, fft_length = _frames(arguments)
    frequencies = fft_length // 2 + 1
    frames = Window((length,), (step,), (1,), arguments["padding"]).slide(shape[:1], FRAMES, "frame_length")
    weights = length * frequencies * (1 if mode in ("real", "imag") else 2)
    columns = frequencies * (2 if mode == "stft" else 1)
    output = (*frames, columns, shape[-1]) if arguments["expand_dims"] else (*frames, columns * shape[-1])
    return Planned(output, weights, multiply_adds=product(frames) * shape[-1] * weights)


def _frames(arguments: Arguments) -> tuple[int, int]:
    """The step from frame to frame, and the length that a frame is padded to: the next power of two if it is not given."""
    length, step, padded = (arguments[name] for name in ("frame_length", "frame_step", "fft_length"))
    if length < 2:
        raise ShapeError(FRAMES, "frame_length", "cannot tell frequencies from frames of one number", "make `frame_length` 2 or more")
    if step is not None and step > length:
        raise ShapeError(
            FRAMES, "frame_step", f"steps by {step} over frames of {length}", "make `frame_step` no larger than `frame_length`"
        )
    if padded is not None and padded < length:
        raise ShapeError(FRAMES, "fft_length", f"cuts frames of {length} to {padded}", "make `fft_length` no smaller than `frame_length`")
    return step or length // 2, padded or 1 << (length - 1).bit_length()


def mel_spectrogram(arguments: Arguments, shape: Shape) -> Planned:
    """Mel bands by frames, of a signal without channels that is mirrored at its ends by half a frame."""
    need_rank(shape, 1, "length")
    fft_length, stride = arguments["fft_length"], arguments["sequence_stride"]
    cut = arguments["sequence_length"]
    if cut is not None and cut > fft_length:
        raise ShapeError(
            FRAMES, "sequence_length", f"cuts frames of {cut} to {fft_length}", "make `fft_length` no smaller than `sequence_length`"
        )
    if below(shape[0], fft_length // 2 + 1):
        message = f"mirrors {fft_length // 2} numbers at each end, but gets a signal of {shape[0]}"
        raise ShapeError(FRAMES, "fft_length", message, "make `fft_length` smaller than twice the signal, or take longer signals")
    if (shape[0] + 1) % stride == 0:
        message = f"gives {1 + shape[0] // stride} frames of a signal of {shape[0]}, but Keras 3.15 announces one more"
        raise ShapeError(FRAMES, "sequence_stride", message, "choose another `sequence_stride`, which does not divide the length plus 1")
    return Planned((arguments["num_mel_bins"], 1 + shape[0] // stride))


SHAPES: Mapping[str, Rule] = {"STFTSpectrogram": stft_spectrogram, "MelSpectrogram": mel_spectrogram, "Decibels": identity}
