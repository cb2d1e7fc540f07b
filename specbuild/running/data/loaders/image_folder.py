"""`image_folder`: pictures in one folder for each class."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from specbuild.running.data.context import LoadContext
from specbuild.running.data.files.given import files_given
from specbuild.running.data.files.items import of_files
from specbuild.running.data.files.settle import settle
from specbuild.running.data.folders.choose import chosen_tree
from specbuild.running.data.pictures.decode import decode_of
from specbuild.running.data.samples import Learnt, Samples

KIND = "picture"  # what a sample is; see `checking/plan/input.py`
TASKS = ("binary", "multiclass")  # the only ones that class folders answer
WHITE: list[int] = [255, 255, 255]


def image_folder(
    context: LoadContext,
    *,
    path: str,
    size: Annotated[list[Annotated[int, Field(ge=1)]], Field(min_length=2, max_length=2)],
    color_mode: Literal["grayscale", "rgb", "rgba"] = "rgb",
    decoder: Literal["pillow", "opencv", "matplotlib"] = "pillow",
    resize: Literal["stretch", "crop", "pad"] = "stretch",
    interpolation: Literal["nearest", "bilinear", "bicubic", "area", "lanczos"] = "bilinear",
    background: Annotated[list[Annotated[int, Field(ge=0, le=255)]], Field(min_length=3, max_length=3)] = WHITE,
    classes: Annotated[list[str], Field(min_length=1)] | None = None,
    on_error: Literal["stop", "quarantine"] = "stop",
    max_pixels: Annotated[int, Field(ge=1, le=178_956_970)] = 89_478_485,
) -> Samples:
    """Pictures in one folder for each class.

    Every file in a class folder and in the folders below it is a picture of that class. All are decoded once before training starts. Hidden
    files and what programs leave behind (`Thumbs.db`, `__MACOSX`) do not count, nor does what lies beside the class folders. Where the
    folders are `train`, `validation` (or `val`) and `test` with class folders in each, they are ready-made parts for the split `folders`.

    Args:
        context: What belongs to the run.
        path: The folder that holds the class folders, relative to the spec.
        size: Height and width that every picture is brought to.
        color_mode: What a pixel holds: one grey value, red-green-blue, or red-green-blue and alpha. Other pictures are converted.
        decoder: The library that reads and resizes the pictures. Pillow reads every form; OpenCV is the fastest and does not smooth before
            it shrinks; Matplotlib reads as its users know it and is resized by Pillow.
        resize: How a picture of another size is brought to `size`: `stretch` changes its proportions, `crop` keeps them and cuts the middle
            out, `pad` keeps them and fills up with `background`.
        interpolation: How pixels are made from those around them when the size changes; `area` is the mean of all that fall together.
        background: Red, green and blue from 0 to 255 that show through transparent pictures and fill up what `pad` adds.
        classes: The class folders to use, in the order of the model's outputs; left out, all of them in natural order (2 before 10).
        on_error: Whether a file that cannot be read stops the run before training, or is left out and named in the run folder.
        max_pixels: Width times height that a picture may have; a larger one cannot be read, and is never decoded.

    Returns:
        Samples of shape (height, width, channels), uint8 from 0 to 255.

    Raises:
        Refused: there is nothing to learn from, a class is empty or unknown, or files cannot be read.
    """
    tree = chosen_tree(context, path, classes, instead="list the pictures in a table, for the loader `image_table`")
    decode = decode_of(context, size, color_mode, decoder, resize, interpolation, background, max_pixels)
    return settle(context, of_files(tree), decode, quarantine=on_error == "quarantine")


def inputs(context: LoadContext, sources: Sequence[Path], learnt: Learnt, **arguments: Any) -> Samples:
    """Picture files, and folders of them, without targets; see `loaders/__init__.py`."""
    how = ("size", "color_mode", "decoder", "resize", "interpolation", "background", "max_pixels")
    return files_given(sources, decode_of(context, *(arguments[name] for name in how)))
