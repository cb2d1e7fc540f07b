"""`image_table`: pictures that a table lists, with a class, several labels or numbers beside each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from specbuild.running.data.context import LoadContext
from specbuild.running.data.files.given import files_given
from specbuild.running.data.files.listed import Listing, listed_items, lists_of
from specbuild.running.data.files.settle import settle
from specbuild.running.data.pictures.decode import decode_of
from specbuild.running.data.samples import Learnt, Samples
from specbuild.running.data.tables.choose import Column, Columns
from specbuild.running.data.tables.form import Form
from specbuild.running.data.tables.numbers import Notation
from specbuild.running.data.tables.options import Comment, Decimal, Delimiter, Encoding, Header, Quotechar, SkipLines

KIND = "picture"  # what a sample is; see `checking/plan/input.py`
WHITE: list[int] = [255, 255, 255]
HOW = ("size", "color_mode", "decoder", "resize", "interpolation", "background", "max_pixels")


def image_table(
    context: LoadContext,
    *,
    path: str,
    file: Column,
    target: Column | Columns,
    size: Annotated[list[Annotated[int, Field(ge=1)]], Field(min_length=2, max_length=2)],
    folder: str | None = None,
    suffix: str = "",
    separator: Annotated[str, Field(min_length=1)] | None = None,
    color_mode: Literal["grayscale", "rgb", "rgba"] = "rgb",
    decoder: Literal["pillow", "opencv", "matplotlib"] = "pillow",
    resize: Literal["stretch", "crop", "pad"] = "stretch",
    interpolation: Literal["nearest", "bilinear", "bicubic", "area", "lanczos"] = "bilinear",
    background: Annotated[list[Annotated[int, Field(ge=0, le=255)]], Field(min_length=3, max_length=3)] = WHITE,
    classes: Annotated[list[str], Field(min_length=2)] | None = None,
    on_error: Literal["stop", "quarantine"] = "stop",
    on_duplicate: Literal["stop", "keep"] = "stop",
    max_pixels: Annotated[int, Field(ge=1, le=178_956_970)] = 89_478_485,
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
    """Pictures that a table (CSV, TSV, Parquet, JSON) lists, a row each, with what is to be predicted beside them.

    A class, several labels or numbers. Every picture is decoded once before training starts; one that is missing, damaged or listed twice
    stops the run by its name and its row. Columns are named, or numbered from 1.

    Args:
        context: What belongs to the run.
        path: The table, also compressed, relative to the spec; or a folder with the tables `train`, `test` and perhaps `validation`, which
            are ready-made parts for the split `folders`.
        file: The column with the names of the pictures.
        target: The column to predict; several for multilabel (columns of 0 and 1) or regression.
        size: Height and width that every picture is brought to.
        folder: The folder that the names start from, relative to that of the table; left out, the table's own. No name may lead out of it.
        suffix: What the names lack at their end, such as `".jpg"`.
        separator: For a multilabel target in one column, what stands between the labels of a row.
        color_mode: What a pixel holds: one grey value, red-green-blue, or red-green-blue and alpha. Other pictures are converted.
        decoder: The library that reads and resizes the pictures, as for `image_folder`.
        resize: How a picture of another size is brought to `size`: `stretch` changes its proportions, `crop` keeps them and cuts the middle
            out, `pad` keeps them and fills up with `background`.
        interpolation: How pixels are made from those around them when the size changes; `area` is the mean of all that fall together.
        background: Red, green and blue from 0 to 255 that show through transparent pictures and fill up what `pad` adds.
        classes: The classes, in the order of the model's outputs; left out, all labels in natural order (2 before 10). The second is the
            positive one of a binary task.
        on_error: Whether a picture that cannot be read stops the run before training, or is left out and named in the run folder.
        on_duplicate: Whether a picture that two rows list stops the run, or counts twice and is kept together by every split.
        max_pixels: Width times height that a picture may have; a larger one cannot be read, and is never decoded.
        weights: A column that says how much each row counts in the loss of training.
        split_columns: Columns that a split needs (`group`, `time`, `hash`, `column`).
        part: A column that says which part each row is in: `train`, `validation` or `test`, for the split `folders`.
        header: Whether the first row holds the names of the columns, or how many rows do; `"auto"` takes it for names if no cell of it is a
            number.
        delimiter: The character between cells, or `"whitespace"`; `"auto"` finds comma, semicolon, tab, bar or blanks.
        decimal: The decimal mark of numbers.
        encoding: The encoding of the table; `"auto"` is UTF-8, or what a byte-order mark says.
        quotechar: What stands around cells that hold delimiters; `"none"` where every quotation mark is text.
        comment: What lines of the table begin with that are no rows, such as `"#"`.
        skip_lines: Lines above the table.

    Returns:
        Samples of shape (height, width, channels), uint8 from 0 to 255.

    Raises:
        Refused: the table is not what the spec says, or pictures cannot be read; files and rows are named.
    """
    decode = decode_of(context, size, color_mode, decoder, resize, interpolation, background, max_pixels)
    listing = Listing(
        file, target, separator, split_columns, part, Form(header, delimiter, encoding, quotechar, comment, skip_lines, Notation(decimal)),
        weights=weights, folder=folder, suffix=suffix, once=on_duplicate == "stop",
    )  # fmt: skip
    return settle(context, listed_items(context, path, classes, listing), decode, quarantine=on_error == "quarantine")


def inputs(context: LoadContext, sources: Sequence[Path], learnt: Learnt, **arguments: Any) -> Samples:
    """Picture files, folders of them, and tables that list them, without targets; see `loaders/__init__.py`."""
    decode = decode_of(context, *(arguments[name] for name in HOW))
    return files_given(sources, decode, listed=lists_of(context, arguments))
