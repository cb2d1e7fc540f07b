"""From a file of sound to the array that a sample is: head, samples, channels, rate, length; never more in memory than is kept."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

from specbuild.running.data.files.decode import Checked
from specbuild.running.data.files.unreadable import Unreadable
from specbuild.running.data.sounds import fit, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIXES = frozenset(
    {".wav", ".wave", ".flac", ".ogg", ".oga", ".opus", ".mp3", ".aif", ".aiff", ".aifc", ".au", ".snd", ".caf", ".w64", ".rf64",
     ".m4a", ".aac", ".wma", ".amr"}
)  # fmt: skip
BLOCK = 2**16  # frames that are looked at together
LOUDEST = 8.0  # above this a file of floats is not scaled to -1 .. 1; codecs overshoot by far less
RATES = (1_000, 768_000)  # hertz
MOST_CHANNELS = 64
UNTOLD = 2**48  # frames; a head says as many that does not know


@dataclass(frozen=True, slots=True)
class Decode:
    """How every sound of a data set is decoded.

    Attributes:
        rate: Samples a second.
        length: Samples of a sound.
        channels: Channels that are kept; None for one, without an axis of its own.
        mix: How one channel is made of several: their "mean", or the "first".
        crop: Which part is kept of longer sounds: "start", "middle" or "end".
        pad: Where silence is added to shorter ones: "end", "both" or "start".
    """

    rate: int
    length: int
    channels: int | None
    mix: str
    crop: str
    pad: str

    kind = "audio"
    noun = ("sound", "sounds")
    suffixes = SUFFIXES
    dtype = np.dtype(np.float32)
    value_range = (-1.0, 1.0)

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of every decoded sound: (length,), or (length, channels)."""
        return (self.length,) if self.channels is None else (self.length, self.channels)

    def checked(self, files: Sequence[BinaryIO]) -> Checked:
        """Decode a file that nobody has looked at yet, and prove it whole."""
        whole.check(files[0])
        with _opened(files[0]) as sound:
            total = _prove(sound)
        files[0].seek(0)
        with _opened(files[0]) as sound:  # afresh, as `known` does: a decoder of MP3 that has run to the end gives other bits at the start
            return Checked(self._window(sound, total), {"rate": sound.samplerate, "channels": sound.channels, "frames": total})

    def known(self, files: Sequence[BinaryIO]) -> np.ndarray:
        """Decode a file whose very bytes were checked before; otherwise the same."""
        with _opened(files[0]) as sound:
            return self._window(sound, sound.frames if sound.frames < UNTOLD else _prove(sound))

    def _window(self, sound: Any, total: int) -> np.ndarray:
        """The part that is kept, with the channels and the rate that are asked for."""
        import soxr

        wanted = -(-self.length * sound.samplerate // self.rate)
        sound.seek(fit.first_frame(total, wanted, self.crop))
        values = self._mixed(sound.read(min(wanted, total), dtype="float32", always_2d=True))
        if sound.samplerate != self.rate:
            values = np.asarray(soxr.resample(values, sound.samplerate, self.rate), np.float32)
        found = np.clip(fit.padded(values, self.length, self.pad), -1.0, 1.0)
        return np.asarray(found[:, 0] if self.channels is None else found)

    def _mixed(self, values: np.ndarray) -> np.ndarray:
        """The channels that are asked for, of shape (frames, channels)."""
        wanted, there = self.channels or 1, values.shape[1]
        if wanted == there:
            return values
        if wanted == 1:
            return np.asarray(values.mean(axis=1, keepdims=True) if self.mix == "mean" else values[:, :1])
        if there == 1:
            return np.repeat(values, wanted, axis=1)
        raise Unreadable(f"has {there} channels, and `channels` = {wanted}")


@contextmanager
def _opened(file: BinaryIO) -> Iterator[Any]:
    import soundfile

    try:
        with soundfile.SoundFile(file) as sound:
            _check_head(sound)
            yield sound
    except soundfile.SoundFileError as error:
        said = str(getattr(error, "error_string", error)).rstrip(".")
        raise Unreadable(f"is not a sound that can be read, or is damaged ({said})") from error
    except (ValueError, TypeError) as error:  # raw data: soundfile asks for a rate where a head tells none
        raise Unreadable(f"is not a sound that can be read ({error})") from error


def _check_head(sound: Any) -> None:
    if not RATES[0] <= sound.samplerate <= RATES[1]:
        raise Unreadable(f"claims {sound.samplerate} samples a second, which no sound has")
    if sound.channels > MOST_CHANNELS:
        raise Unreadable(f"has {sound.channels} channels, more than the {MOST_CHANNELS} that are read")


def _prove(sound: Any) -> int:
    """Read a sound once, block by block, and count its frames; each has to be a number from about -1 to 1."""
    total, peak = 0, 0.0
    sound.seek(0)
    while len(block := sound.read(BLOCK, dtype="float32", always_2d=True)):
        total += len(block)
        loudest = float(np.abs(block).max())
        if not np.isfinite(loudest):
            raise Unreadable("holds values that are no numbers (NaN or infinite)")
        peak = max(peak, loudest)
    if not total:
        raise Unreadable("holds no samples")
    if total < sound.frames < UNTOLD:
        raise Unreadable(f"is cut short: its head announces {sound.frames:,} samples, and {total:,} are there")
    if peak > LOUDEST:
        raise Unreadable(f"holds values up to {peak:g}; sounds go from -1 to 1")
    return total
