"""From the file of a volume, or its slices, to the array that a sample is: numbers, direction, spacing, intensities, size."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, cast

import numpy as np

from specbuild.running.data.files.decode import Checked
from specbuild.running.data.files.unreadable import Unreadable
from specbuild.running.data.volumes.fit import fitted, stretched
from specbuild.running.data.volumes.limit import check_size
from specbuild.running.data.volumes.readers import nifti, numpy, slices, tiff
from specbuild.running.data.volumes.stored import Stored

SUFFIXES = frozenset(
    {".nii", ".nii.gz", ".npy", ".npy.gz", ".tif", ".tiff", ".hdr", ".img", ".mgz", ".mgh", ".nrrd", ".mha", ".mhd", ".dcm"}
)
SLICES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".pgm", ".webp"})
GZIP = b"\x1f\x8b"
READERS = (nifti, numpy, tiff)
WHITE = ("R", "A", "S")  # what canonical axes point to: right, front, up


@dataclass(frozen=True, slots=True)
class Decode:
    """How every volume of a data set is decoded.

    Attributes:
        size: Lengths of the three axes.
        channels: Channels.
        resize: How a volume of another size is brought to `size`: "stretch", "center" or "refuse".
        orientation: "canonical" or "stored".
        spacing: Millimetres between neighbours that every volume is brought to first; None for none.
        window: Least and greatest intensity that are kept; None for all.
        background: What fills up smaller volumes.
        max_voxels: Numbers that a volume may have.
        folders: Whether a sample is a folder of slices.
    """

    size: tuple[int, int, int]
    channels: int
    resize: str
    orientation: str
    spacing: tuple[float, float, float] | None
    window: tuple[float, float] | None
    background: float
    max_voxels: int
    folders: bool

    kind = "volume"
    noun = ("volume", "volumes")
    dtype = np.dtype(np.float32)

    @property
    def suffixes(self) -> frozenset[str]:
        """Endings of files that claim to be volumes, or slices of one."""
        return SLICES if self.folders else SUFFIXES

    @property
    def shape(self) -> tuple[int, int, int, int]:
        """Shape of every decoded volume."""
        return (*self.size, self.channels)

    @property
    def value_range(self) -> tuple[float, float] | None:
        """The window, if there is one."""
        return self.window

    def checked(self, files: Sequence[BinaryIO]) -> Checked:
        """Decode files that nobody has looked at yet; reading a volume is proving it whole."""
        stored = self._stored(files)
        return Checked(self._finished(stored), {"spacing": stored.spacing, "directions": stored.directions})

    def known(self, files: Sequence[BinaryIO]) -> np.ndarray:
        """Decode files whose very bytes were checked before: the same."""
        return self._finished(self._stored(files))

    def _stored(self, files: Sequence[BinaryIO]) -> Stored:
        stored = slices.read(files, self.max_voxels) if self.folders else stored_volume(files[0], self.max_voxels)
        values = stored.values if stored.values.ndim == 4 else stored.values[..., np.newaxis]
        if values.shape[3] != self.channels:
            raise Unreadable(f"has {values.shape[3]} channels (or times), and `channels` = {self.channels}")
        return Stored(values, stored.spacing, stored.directions)

    def _finished(self, stored: Stored) -> np.ndarray:
        placed = canonical(stored) if self.orientation == "canonical" else stored
        values = self._spaced(placed).astype(np.float32)
        if not np.isfinite(values).all():
            raise Unreadable("holds values that are no numbers (NaN or infinite)")
        if self.window is not None:
            values = np.clip(values, *self.window)
        return fitted(values, self.size, self.resize, self.background).astype(np.float32, copy=False)

    def _spaced(self, stored: Stored) -> np.ndarray:
        """The numbers, resampled to the spacing that is asked for."""
        if self.spacing is None:
            return stored.values
        if stored.spacing is None:
            raise Unreadable("does not say its spacing, and `spacing` asks for one")
        pairs = zip(stored.values.shape[:3], stored.spacing, self.spacing, strict=True)
        size = [max(1, round(side * there / wanted)) for side, there, wanted in pairs]
        check_size((*size, self.channels), self.max_voxels)
        return stretched(stored.values, size)


def canonical(stored: Stored) -> Stored:
    """The volume with axes that point right, to the front and up; as it is where it does not say where its own point."""
    if stored.directions is None or stored.directions == WHITE:
        return stored
    import nibabel

    turn = nibabel.orientations.axcodes2ornt(stored.directions)
    values = nibabel.orientations.apply_orientation(stored.values, turn)
    spacing = None if stored.spacing is None else _ordered(stored.spacing, turn)
    return Stored(np.asarray(values), spacing, WHITE)


def _ordered(spacing: Sequence[float], turn: np.ndarray) -> tuple[float, float, float]:
    ordered = [0.0, 0.0, 0.0]
    for axis, (place, _) in enumerate(turn):
        ordered[int(place)] = spacing[axis]
    return (ordered[0], ordered[1], ordered[2])


def stored_volume(file: BinaryIO, most: int) -> Stored:
    """A volume as its file has it; which form that is its first bytes tell.

    Raises:
        Unreadable: it is no volume, damaged, or larger than `most` numbers.
    """
    start = file.read(8)
    file.seek(0)
    if not start:
        raise Unreadable("is empty")
    try:
        if start.startswith(GZIP):
            # Not closed: the file below belongs to the caller.
            file = cast("BinaryIO", gzip.GzipFile(fileobj=file))
            start = file.read(8)
            file.seek(0)
        for reader in READERS:
            if reader.claims(start):
                stored: Stored = reader.read(file, most)
                return stored
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise Unreadable(f"is cut short or damaged ({error})") from error
    raise Unreadable("is not a volume that is read: NIfTI (.nii, .nii.gz), NumPy (.npy) or TIFF")
