"""`video`: moving pictures in class folders or listed in a table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.clips.decode import Decode
from specbuild.running.data.context import LoadContext
from specbuild.running.data.extras import need
from specbuild.running.data.files.given import files_given
from specbuild.running.data.files.listed import Listing, find_items, lists_of
from specbuild.running.data.files.settle import settle
from specbuild.running.data.pictures.decoders import pillow
from specbuild.running.data.pictures.fit import Fit
from specbuild.running.data.samples import Learnt, Samples
from specbuild.running.data.tables.choose import Column, Columns
from specbuild.running.data.tables.form import Form
from specbuild.running.data.tables.numbers import Notation
from specbuild.running.data.tables.options import Comment, Decimal, Delimiter, Encoding, Header, Quotechar, SkipLines

KIND = "clip"  # what a sample is; see `checking/plan/input.py`
BLACK: list[int] = [0, 0, 0]
HOW = ("size", "frames", "rate", "short", "color_mode", "resize", "interpolation", "background", "max_pixels", "sample")


def video(
    context: LoadContext,
    *,
    path: str,
    size: Annotated[list[Annotated[int, Field(ge=1)]], Field(min_length=2, max_length=2)],
    frames: Annotated[int, Field(ge=1)],
    rate: Annotated[float, Field(gt=0)] | None = None,
    short: Literal["last", "start", "black"] = "last",
    color_mode: Literal["grayscale", "rgb", "rgba"] = "rgb",
    resize: Literal["stretch", "crop", "pad"] = "stretch",
    interpolation: Literal["nearest", "bilinear", "bicubic", "area", "lanczos"] = "bilinear",
    background: Annotated[list[Annotated[int, Field(ge=0, le=255)]], Field(min_length=3, max_length=3)] = BLACK,
    sample: Literal["file", "folder"] = "file",
    classes: Annotated[list[str], Field(min_length=1)] | None = None,
    on_error: Literal["stop", "quarantine"] = "stop",
    max_pixels: Annotated[int, Field(ge=1, le=178_956_970)] = 33_177_600,
    file: Column | None = None,
    target: Column | Columns | None = None,
    separator: Annotated[str, Field(min_length=1)] | None = None,
    folder: str | None = None,
    suffix: str = "",
    on_duplicate: Literal["stop", "keep"] = "stop",
    weights: Column | None = None,
    split_columns: Columns | None = None,
    part: Column | None = None,
    header: Header = "auto",
    delimiter: Delimiter = "auto",
    decimal: Decimal = ".",
    encoding: Encoding = "auto",
    quotechar: Quotechar = '"',
    comment: Comment | None = None,
    skip_lines: SkipLines = 0,
) -> Samples:
    """Moving pictures (MP4, MKV, AVI, WebM ..., animated GIF, WebP and PNG, folders of frames) in one folder for each class, or in a table.

    A few frames of each are kept, at one size. Every file is decoded once to its end before training starts; one that is cut short or
    damaged stops the run by its name. Clips in one array (npz) are for the loader `array` with `kind = "clip"`.

    Args:
        context: What belongs to the run.
        path: The folder that holds the class folders, relative to the spec; or a table that lists the files.
        size: Height and width that every frame is brought to.
        frames: How many frames of a clip are kept.
        rate: Frames a second that are kept, from the first on; left out, `frames` are spread evenly over the whole clip.
        short: What fills up clips that end before `frames` are found by `rate`: the last frame, the clip from its start, or black frames.
        color_mode: What a pixel holds: one grey value, red-green-blue, or red-green-blue and alpha.
        resize: How a frame of another size is brought to `size`: `stretch` changes its proportions, `crop` keeps them and cuts the middle
            out, `pad` keeps them and fills up with `background`.
        interpolation: How pixels are made from those around them when the size changes; `area` is the mean of all that fall together.
        background: Red, green and blue from 0 to 255 that show through transparent pictures and fill up what `pad` adds.
        sample: Whether each file is a clip, or each folder, whose pictures are its frames in natural order.
        classes: The classes to use, in the order of the model's outputs; left out, all of them in natural order.
        on_error: Whether a file that cannot be read stops the run before training, or is left out and named in the run folder.
        max_pixels: Width times height that a frame may have; a larger one cannot be read, and is never decoded.
        file: The column with the names of the files, relative to the table, where `path` is a table.
        target: The column to predict; several for multilabel (columns of 0 and 1) or regression.
        separator: For a multilabel target in one column, what stands between the labels of a row.
        folder: The folder that those names start from, relative to that of the table; left out, the table's own. No name may lead out.
        suffix: What the names in the table lack at their end.
        on_duplicate: Whether a file that the table lists twice stops the run, or counts twice.
        weights: The column of the table that says how much each row counts in the loss of training.
        split_columns: Columns of the table that a split needs (`group`, `time`, `hash`, `column`).
        part: A column that says which part each row is in: `train`, `validation` or `test`, for the split `folders`.
        header: Whether the first row holds the names of the columns, or how many rows do; `"auto"` takes it for names if no cell of it is a
            number.
        delimiter: The character between the cells of the table, or `"whitespace"`; `"auto"` finds comma, semicolon, tab, bar or blanks.
        decimal: The decimal mark of numbers in the table.
        encoding: The encoding of the table; `"auto"` is UTF-8, or what a byte-order mark says.
        quotechar: What stands around cells that hold delimiters; `"none"` where every quotation mark is text.
        comment: What lines of the table begin with that are no rows, such as `"#"`.
        skip_lines: Lines above the table.

    Returns:
        Samples of shape (frames, height, width, channels), uint8 from 0 to 255.

    Raises:
        Refused: there is nothing to learn from, or files cannot be read; each is named.
    """
    decode = _decode(context, size, frames, rate, short, color_mode, resize, interpolation, background, max_pixels, sample)
    form = Form(header, delimiter, encoding, quotechar, comment, skip_lines, Notation(decimal))
    listing = Listing(
        file, target, separator, split_columns, part, form, weights=weights, folder=folder, suffix=suffix, once=on_duplicate == "stop"
    )
    items = find_items(context, path, classes, listing, many="clips", folders=decode.folders)
    return settle(context, items, decode, quarantine=on_error == "quarantine")


def inputs(context: LoadContext, sources: Sequence[Path], learnt: Learnt, **arguments: Any) -> Samples:
    """Files of clips, or folders of frames, or tables that list them, without targets; see `loaders/__init__.py`."""
    decode = _decode(context, *(arguments[name] for name in HOW))
    return files_given(sources, decode, folders=decode.folders, listed=lists_of(context, arguments, folders=decode.folders))


def _decode(
    context: LoadContext,
    size: Sequence[int],
    frames: int,
    rate: float | None,
    short: str,
    color_mode: str,
    resize: str,
    interpolation: str,
    background: Sequence[int],
    max_pixels: int,
    sample: str,
) -> Decode:
    if sample == "folder" and rate is not None:
        message = "pictures in a folder do not say when they are seen"
        raise Refused(context.finding("D508", "rate", message, help="leave `rate` out: `frames` are spread over the whole clip"))
    if sample == "file":
        need(context, "video", "av")
    fit = Fit((size[0], size[1]), resize, interpolation, tuple(background), pillow.resize)
    return Decode(frames, rate, short, color_mode, fit, max_pixels, sample == "folder")
