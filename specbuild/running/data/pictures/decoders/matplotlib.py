"""Matplotlib reads: PNG to floats by its own rules, all else through Pillow; it has no resizing, so Pillow resizes."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from specbuild.running.data.pictures.decoders import pillow
from specbuild.running.data.pictures.depth import eight_bits

resize = pillow.resize
# What `matplotlib.image` takes as it is. It would clip 32-bit whole numbers and floats to white, and forgets a transparent colour.
_KEPT = {"L", "RGB", "RGBA", "RGBX", "I;16", "I;16B", "I;16L"}


def read(data: bytes, opened: Image.Image) -> np.ndarray:
    """Decode a picture; arguments and result as for Pillow's `read`."""
    from matplotlib import image

    if opened.mode in _KEPT and "transparency" not in opened.info:
        pixels = image.imread(io.BytesIO(data), format="png" if opened.format == "PNG" else "other")
    else:
        pixels = pillow.read(data, opened)
    pixels = eight_bits(pixels if pixels.ndim == 3 else pixels[..., np.newaxis])
    return pixels[..., :3] if opened.mode == "RGBX" else pixels
