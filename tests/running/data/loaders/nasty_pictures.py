"""Pictures as users have them, good and bad, made from a real photograph that scikit-learn ships."""

from __future__ import annotations

import io
import struct
import zlib
from functools import cache

import numpy as np
from PIL import Image, ImageDraw
from sklearn.datasets import load_sample_image

SIZE = 96


@cache
def photograph() -> Image.Image:
    """A cut of a real photograph, with bright and dark parts and colours."""
    return Image.fromarray(load_sample_image("flower.jpg")[60 : 60 + 4 * SIZE, 200 : 200 + 4 * SIZE]).resize(
        (SIZE, SIZE), Image.Resampling.LANCZOS
    )


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    """A picture as the bytes of a file."""
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _png(width: int, height: int, depth: int, colours: int, rows: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")


def _with_alpha(picture: Image.Image) -> Image.Image:
    rgba, mask = picture.convert("RGBA"), Image.new("L", picture.size, 0)
    ImageDraw.Draw(mask).ellipse((8, 8, 88, 88), fill=255)
    rgba.putalpha(mask)
    return rgba


def _with_clear_colour(picture: Image.Image) -> bytes:
    """A palette picture whose darkest colour is transparent."""
    few = picture.quantize(16)
    palette = np.reshape(few.getpalette(), (-1, 3))[:16]
    return encoded(few, "PNG", transparency=int(palette.sum(axis=1).argmin()))


@cache
def readable() -> dict[str, bytes]:
    """Files that show the photograph, each in another form."""
    picture = photograph()
    grey = np.asarray(picture.convert("L"))
    deep = b"".join(b"\0" + (np.asarray(row, ">u2") * 257).tobytes() for row in np.asarray(picture))
    exif = Image.Exif()
    exif[0x0112] = 6
    return {
        "plain.png": encoded(picture, "PNG"),
        "photo.jpg": encoded(picture, "JPEG", quality=95),
        "UPPER.JPG": encoded(picture, "JPEG", quality=95),
        "no_suffix": encoded(picture, "JPEG", quality=95),
        "jpeg_named.png": encoded(picture, "JPEG", quality=95),
        "progressive.jpg": encoded(picture, "JPEG", quality=95, progressive=True),
        "bad_profile.jpg": encoded(picture, "JPEG", quality=95, icc_profile=b"not a profile" * 10),
        "cmyk.jpg": encoded(picture.convert("CMYK"), "JPEG", quality=95),
        "turned.jpg": encoded(picture.transpose(Image.Transpose.ROTATE_90), "JPEG", quality=95, exif=exif),
        "palette.png": encoded(picture.quantize(256), "PNG"),
        "clear_colour.png": _with_clear_colour(picture),
        "deep.png": _png(SIZE, SIZE, 16, 2, deep),
        "animated.gif": encoded(picture, "GIF", save_all=True, append_images=[picture.rotate(90)], duration=100),
        "animated.png": encoded(picture, "PNG", save_all=True, append_images=[picture.rotate(90)], duration=100),
        "animated.webp": encoded(picture, "WEBP", save_all=True, append_images=[picture.rotate(90)], duration=100, quality=95),
        "pages.tif": encoded(picture, "TIFF", save_all=True, append_images=[picture.rotate(90)]),
        "grey.png": encoded(picture.convert("L"), "PNG"),
        "deep_grey.png": encoded(Image.fromarray(grey.astype(np.uint16) * 257), "PNG"),
        "float.tif": encoded(Image.fromarray(grey.astype(np.float32) / 255), "TIFF"),
        "bilevel.png": encoded(picture.convert("1", dither=Image.Dither.NONE), "PNG"),
        "alpha.png": encoded(_with_alpha(picture), "PNG"),
        "grey_alpha.png": encoded(_with_alpha(picture).convert("LA"), "PNG"),
    }


@cache
def unreadable() -> dict[str, bytes]:
    """Files that are no pictures, or that nobody should decode."""
    picture = photograph()
    jpeg, png = encoded(picture, "JPEG", quality=90), encoded(picture, "PNG")
    flipped = bytearray(png)
    flipped[len(png) // 2] ^= 0xFF
    return {
        "truncated.jpg": jpeg[: len(jpeg) * 6 // 10],
        "truncated.png": png[: len(png) * 6 // 10],
        "head_only.jpg": jpeg[:200],
        "empty.png": b"",
        "text.png": b"This is a note, not a picture.\n",
        "page.jpg": b"<!DOCTYPE html><title>404 Not Found</title>\n",
        "flipped.png": bytes(flipped),
        "bomb.png": _png(30000, 30000, 1, 0, b"\0" * 1000),
        "large.png": _png(9700, 9700, 1, 0, (b"\0" + b"\0" * (9700 // 8 + 1)) * 9700),
        "claims.png": png[:16] + struct.pack(">II", 60000, 60000) + png[24:],
    }


def ignored() -> dict[str, bytes]:
    """Files that programs leave behind."""
    return {
        ".hidden.png": encoded(photograph(), "PNG"),
        "._plain.png": b"\x00\x05\x16\x07" + b"\0" * 60,
        "Thumbs.db": b"\xd0\xcf\x11\xe0" * 30,
    }
