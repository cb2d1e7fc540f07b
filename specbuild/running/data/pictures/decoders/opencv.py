"""OpenCV reads and resizes: the fastest; it does not smooth before it shrinks, and refuses here what it would misread."""

from __future__ import annotations

import io

import cv2
import numpy as np
from PIL import Image, PpmImagePlugin

from specbuild.running.data.files.unreadable import Unreadable
from specbuild.running.data.pictures.depth import eight_bits

INTERPOLATION = {
    "nearest": cv2.INTER_NEAREST_EXACT,  # INTER_NEAREST picks other pixels than everybody else
    "bilinear": cv2.INTER_LINEAR,
    "bicubic": cv2.INTER_CUBIC,
    "area": cv2.INTER_AREA,
    "lanczos": cv2.INTER_LANCZOS4,
}
_ORDER = {1: [0], 3: [2, 1, 0], 4: [2, 1, 0, 3]}  # OpenCV's blue-green-red

cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)  # what is wrong with a file is said by a finding


def read(data: bytes, opened: Image.Image) -> np.ndarray:
    """Decode a picture; arguments and result as for Pillow's `read`.

    Raises:
        Unreadable: OpenCV cannot read this form, or would misread it.
    """
    _refuse_what_it_misreads(data, opened)
    data = _without_profile(data) if opened.format == "PNG" else data
    try:
        pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    except cv2.error as error:
        raise Unreadable(f'cannot be read by OpenCV ({error.err}); try `decoder = "pillow"`') from error
    if pixels is None:
        raise Unreadable(f'cannot be read by OpenCV, which does not take this kind of {opened.format}; try `decoder = "pillow"`')
    pixels = pixels if pixels.ndim == 3 else pixels[..., np.newaxis]
    if opened.has_transparency_data and pixels.shape[2] != 4:
        raise Unreadable('has transparency that OpenCV does not see; try `decoder = "pillow"`')
    return eight_bits(pixels[..., _ORDER[pixels.shape[2]]])


def resize(pixels: np.ndarray, size: tuple[int, int], interpolation: str) -> np.ndarray:
    """Resize uint8 pixels of shape (height, width, 1, 3 or 4); alpha weighs the colours, so that hidden ones do not bleed."""
    if pixels.shape[2] == 4:
        return _resize_with_alpha(pixels, size, interpolation)
    return np.asarray(cv2.resize(pixels, size[::-1], interpolation=INTERPOLATION[interpolation]))


def _resize_with_alpha(pixels: np.ndarray, size: tuple[int, int], interpolation: str) -> np.ndarray:
    weighed = pixels.astype(np.float32)
    weighed[..., :3] *= weighed[..., 3:] / 255
    result = cv2.resize(weighed, size[::-1], interpolation=INTERPOLATION[interpolation])
    result[..., :3] *= 255 / np.maximum(result[..., 3:], 1)
    return np.asarray(np.rint(np.clip(result, 0, 255)), np.uint8)


def _without_profile(data: bytes) -> bytes:
    """A PNG without its colour profile: OpenCV makes no use of it, and libpng writes complaints about many a one to the terminal."""
    at, kind, end = 8, b"", 8
    while kind not in (b"iCCP", b"IDAT") and end < len(data):
        at, kind = end, data[end + 4 : end + 8]
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")  # length, kind, content, checksum
    return data[:at] + data[end:] if kind == b"iCCP" else data


def _refuse_what_it_misreads(data: bytes, opened: Image.Image) -> None:
    if opened.format == "TIFF" and opened.has_transparency_data:
        raise Unreadable('is a TIFF with alpha, whose colours OpenCV darkens; try `decoder = "pillow"`')
    if isinstance(opened, PpmImagePlugin.PpmImageFile) and _scales_its_values(data):
        raise Unreadable('counts its white otherwise than as 255 or 65535, which OpenCV ignores; try `decoder = "pillow"`')


def _scales_its_values(data: bytes) -> bool:
    """Whether a PPM has another white than 255 or 65535; its pixels may have been read, after which Pillow no longer says how."""
    with Image.open(io.BytesIO(data), formats=["PPM"]) as unread:
        return bool(unread.tile[0][0] == "ppm")
