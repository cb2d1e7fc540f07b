"""From the bytes of a picture file to the array that a sample is: head, check, pixels, upright, colours, size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import BinaryIO

import numpy as np
from PIL import Image

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.files.decode import Checked
from specbuild.running.data.files.unreadable import Unreadable
from specbuild.running.data.pictures.colour import CHANNELS, to_colours
from specbuild.running.data.pictures.fit import Fit
from specbuild.running.data.pictures.opened import SUFFIXES, check, open_picture, orientation
from specbuild.running.data.pictures.upright import upright


@dataclass(frozen=True, slots=True)
class Decode:
    """How every picture of a data set is decoded.

    Attributes:
        decoder: The module that reads: one of `decoders/`.
        color_mode: "grayscale", "rgb" or "rgba".
        fit: The size, and the way to reach it.
        max_pixels: Width times height that a picture may have.
    """

    decoder: ModuleType
    color_mode: str
    fit: Fit
    max_pixels: int

    kind = "picture"
    noun = ("picture", "pictures")
    suffixes = SUFFIXES
    dtype = np.dtype(np.uint8)
    value_range = (0.0, 255.0)

    @property
    def shape(self) -> tuple[int, int, int]:
        """Shape of every decoded picture: height, width, channels."""
        return (*self.fit.size, CHANNELS[self.color_mode])

    def checked(self, files: Sequence[BinaryIO]) -> Checked:
        """Decode a file that nobody has looked at yet, and prove it whole.

        Returns:
            uint8 of shape `self.shape`.

        Raises:
            Unreadable: it is no picture, damaged, too large, or its pixels cannot be understood.
        """
        data = files[0].read()
        opened = open_picture(data, self.max_pixels)
        check(data, opened)
        return Checked(self._finish(data, opened))

    def known(self, files: Sequence[BinaryIO]) -> np.ndarray:
        """Decode a file whose very bytes were checked before; otherwise the same."""
        data = files[0].read()
        return self._finish(data, open_picture(data, self.max_pixels))

    def _finish(self, data: bytes, opened: Image.Image) -> np.ndarray:
        try:
            pixels = self.decoder.read(data, opened)
        except Unreadable:
            raise
        except Exception as error:
            raise Unreadable(f"cannot be decoded ({type(error).__name__}: {error})") from error
        pixels = upright(pixels, orientation(data, opened))
        return self.fit(to_colours(pixels, self.color_mode, self.fit.background))


def decoder_module(name: str) -> ModuleType:
    """The module of a decoder by its name in the catalogue; raises ImportError where its library is not installed."""
    return import_module(f"specbuild.running.data.pictures.decoders.{name}")


def decode_of(
    context: LoadContext,
    size: Sequence[int],
    color_mode: str,
    decoder: str,
    resize: str,
    interpolation: str,
    background: Sequence[int],
    max_pixels: int,
) -> Decode:
    """How pictures are decoded, by the arguments that the loaders of pictures share.

    Raises:
        Refused: the decoder's library is not installed.
    """
    library = _library(context, decoder)
    fit = Fit((size[0], size[1]), resize, interpolation, tuple(background), library.resize)
    return Decode(library, color_mode, fit, max_pixels)


def _library(context: LoadContext, decoder: str) -> ModuleType:
    try:
        return decoder_module(decoder)
    except ImportError as error:
        message = f"the decoder `{decoder}` cannot be imported ({error})"
        raise Refused(context.finding("D113", "decoder", message, help=f'install it: pip install "specbuild[{decoder}]"')) from error
