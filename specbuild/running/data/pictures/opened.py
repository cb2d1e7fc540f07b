"""Look at the head of a picture file: what it is and how large, before a single pixel is decoded."""

from __future__ import annotations

import io
import warnings

# Imported for their effect: Pillow otherwise tries only the commonest forms first and loads all of its plug-ins on a miss.
from PIL import AvifImagePlugin as _avif
from PIL import BmpImagePlugin as _bmp
from PIL import GifImagePlugin as _gif
from PIL import Image, UnidentifiedImageError
from PIL import Jpeg2KImagePlugin as _jpeg2k
from PIL import JpegImagePlugin as _jpeg
from PIL import MpoImagePlugin as _mpo
from PIL import PngImagePlugin as _png
from PIL import PpmImagePlugin as _ppm
from PIL import TiffImagePlugin as _tiff
from PIL import WebPImagePlugin as _webp

from specbuild.running.data.files.unreadable import Unreadable

# Forms that name themselves in their first bytes. Left out are those that Pillow hands to another program (EPS) or guesses (TGA, PCX).
PLUGINS = (_avif, _bmp, _gif, _jpeg, _jpeg2k, _mpo, _png, _ppm, _tiff, _webp)
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "DIB", "TIFF", "PPM", "AVIF", "JPEG2000")
# What claims by its name to be a picture: here a wrong content is an error and not a note beside the pictures.
SUFFIXES = frozenset(
    [
        ".png",
        ".apng",
        ".jpg",
        ".jpeg",
        ".jpe",
        ".jfif",
        ".mpo",
        ".gif",
        ".webp",
        ".bmp",
        ".dib",
        ".tif",
        ".tiff",
        ".pbm",
        ".pgm",
        ".ppm",
        ".pnm",
        ".avif",
        ".avifs",
        ".jp2",
        ".j2k",
        ".jpx",
        ".jpf",
        ".heic",
        ".heif",
        ".jxl",
        ".svg",
        ".ico",
        ".tga",
        ".pcx",
        ".psd",
        ".eps",
        ".dng",
        ".raw",
        ".cr2",
        ".nef",
        ".arw",
    ]
)
ORIENTATION = 0x0112
ORIENTATION_MARKS = (b"eXIf", b"Raw profile type exif", b"tiff:Orientation")

# The loader's own `max_pixels` refuses what Pillow would only warn about.
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)


def open_picture(data: bytes, max_pixels: int) -> Image.Image:
    """Open a picture without decoding it.

    Args:
        data: The content of the file.
        max_pixels: Width times height that is allowed.

    Raises:
        Unreadable: it is empty, no picture, broken in its head, or too large.
    """
    if not data:
        raise Unreadable("is empty")
    try:
        opened = Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise Unreadable(f"claims more pixels than can be decoded safely ({error})") from error
    except UnidentifiedImageError as error:
        raise Unreadable(f"is not a picture that can be read, or its head is broken{_looks_like(data)}") from error
    except Exception as error:
        raise Unreadable(f"has a broken head ({_words(error)})") from error
    width, height = opened.size
    if width * height > max_pixels:
        raise Unreadable(f"has {width} x {height} pixels, more than `max_pixels` = {max_pixels} allows")
    if width * height == 0:
        raise Unreadable("has no pixels")
    return opened


def check(data: bytes, opened: Image.Image) -> None:
    """Decode a picture wholly, and compare the checksums that PNG has and that decoders skip.

    Raises:
        Unreadable: the file is cut short or damaged.
    """
    try:
        opened.load()
        if opened.format == "PNG":
            Image.open(io.BytesIO(data), formats=["PNG"]).verify()
    except Exception as error:
        raise Unreadable(f"is cut short or damaged ({_words(error)})") from error


def orientation(data: bytes, opened: Image.Image) -> int:
    """How the decoded pixels lie, as EXIF counts it: 1 is upright, 2 to 8 are mirrored or turned."""
    if opened.format == "TIFF":  # every decoder turns these by itself
        return 1
    if opened.format == "PNG" and not any(mark in data for mark in ORIENTATION_MARKS):
        return 1  # else Pillow decodes the picture to look for a mark behind the pixels
    try:
        found = opened.getexif().get(ORIENTATION, 1)
    except Exception:  # noqa: BLE001 - camera notes are often damaged where the picture is sound
        return 1
    return found if found in range(1, 9) else 1


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def _looks_like(data: bytes) -> str:
    start = data[:512].lstrip().lower()
    known = (
        (data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc"), "HEIC: convert it to JPEG or PNG"),
        (start.startswith((b"<!doctype html", b"<html")), "a web page"),
        (b"<svg" in start, "an SVG drawing: convert it to PNG"),
        (start.startswith(b"%pdf"), "a PDF"),
        (not start.strip(b"\0"), "nothing but zeros"),
    )
    found = [name for matches, name in known if matches]
    return f"; it looks like {found[0]}" if found else ""
