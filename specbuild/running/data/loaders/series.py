"""`series`: series of one or several channels, in wide or long tables or one file each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal, Protocol

import numpy as np
from pydantic import Field

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.inputs import given, nothing, unlabelled
from specbuild.running.data.samples import Learnt, Samples
from specbuild.running.data.series import cells, folders, long, wide
from specbuild.running.data.series.asked import Asked
from specbuild.running.data.series.gathered import Gathered
from specbuild.running.data.series.lengths import Shaping, known
from specbuild.running.data.series.made import Reader, samples_of
from specbuild.running.data.series.steps import Answerable
from specbuild.running.data.tables.choose import Column, Columns
from specbuild.running.data.tables.features import Words
from specbuild.running.data.tables.form import Form, notation, notation_of
from specbuild.running.data.tables.missing import USUAL
from specbuild.running.data.tables.options import Comment, Decimal, Delimiter, Encoding, Header, Quotechar, SkipLines, Thousands, Units

KIND = "series"
MANY_ROWS = True  # see `loaders/__init__.py`


def series(
    context: LoadContext,
    *,
    path: str,
    layout: Literal["wide", "long", "cells", "folders"],
    target: Column | Columns | None = None,
    values: Columns | None = None,
    channels: Annotated[int, Field(ge=1)] = 1,
    id: Column | None = None,
    time: Column | None = None,
    drop: Columns | None = None,
    length: Annotated[int, Field(ge=2)] | None = None,
    resize: Literal["pad", "stretch"] = "pad",
    padding: float = 0.0,
    scale: Literal["standard", "series", "none"] = "standard",
    length_channel: bool = False,
    on_missing: Literal["stop", "interpolate"] = "stop",
    missing: list[str] = USUAL,
    classes: Annotated[list[str], Field(min_length=2)] | None = None,
    separator: Annotated[str, Field(min_length=1)] | None = None,
    split_columns: Columns | None = None,
    part: Column | None = None,
    header: Header = "auto",
    delimiter: Delimiter = "auto",
    decimal: Decimal = ".",
    thousands: Thousands | None = None,
    units: Units | None = None,
    date_format: str | None = None,
    encoding: Encoding = "auto",
    quotechar: Quotechar = '"',
    comment: Comment | None = None,
    skip_lines: SkipLines = 0,
) -> Samples:
    """Series of one or several channels, with something to predict for each.

    `wide`: a row of a table is a series, a column a step; steps missing at the end were never there. `long`: a row is a step, `id` says of
    which series, the columns `values` are the channels. `cells`: a row is a series, a column a channel, and a cell holds all its steps, as
    in the `.ts` files of the archives of series, in relational ARFF and in lists of JSON. `folders`: a file is a series, in a folder for
    its class, a row a step, a column a channel. Series of different lengths are filled up at the end: let `Masking` with `mask_value` equal
    to `padding` be the first layer, and layers that know masks (recurrent ones, `GlobalAveragePooling1D`) leave the padding out. Series
    that were stretched no longer show how long they were: where that tells something, `length_channel` says it.

    Args:
        context: What belongs to the run.
        path: The table, also compressed; a folder with the tables `train` and `test`, which are ready-made parts for the split `folders`;
            or, for `folders`, the folder that holds the class folders (or `train` and `test` with class folders in each).
        layout: How the series are written.
        target: The column to predict, but for `folders`; several for multilabel or regression. In a long table it is the same in all
            rows of a series.
        values: The columns of the steps (`wide`) or of the channels, by name, number or pattern; left out, all that are used for nothing
            else.
        channels: For `wide`: how many channels the columns hold, those of one channel before those of the next.
        id: For `long`: the column that says of which series a step is. For `wide` and `cells`: a column that names each row.
        time: For `long` and `folders`: the column that puts the steps in order; left out, the order of the rows.
        drop: Columns to leave out.
        length: Steps of a sample; left out, those of the longest series.
        resize: What is done about other lengths: `pad` fills up at the end, and cuts off there what is longer; `stretch` interpolates.
        padding: The number that fills up, after scaling.
        scale: Each channel by the mean and standard deviation of the training rows, each series by its own, or not at all.
        length_channel: Whether a further channel, the last, says in every step how long the series was before it was filled up, cut off or
            stretched: the logarithm of its number of steps, scaled by mean and standard deviation of the training rows (under `"none"` not
            scaled). Refused where all series are equally long.
        on_missing: What to do about a step that is missing between others: stop, or interpolate between its neighbours.
        missing: Cells that mean that there is no value.
        classes: The classes, in the order of the model's outputs; left out, all in natural order.
        separator: For a multilabel target in one column, what stands between the labels.
        split_columns: Columns that a split needs (`group`, `time`, `hash`, `column`).
        part: A column that says which part a series is in, for the split `folders`.
        header: Whether the first row holds the names of the columns, or how many rows do; `"auto"` takes it for names if no cell of it is a
            number.
        delimiter: The character between cells; `"auto"` finds it.
        decimal: The decimal mark of numbers.
        thousands: The mark between thousands (`1,000`); a blank stands for all kinds of blanks.
        units: What stands before or after numbers and is no part of them: `["$", "%"]` reads `$5` as 5 and `12 %` as 12.
        date_format: How dates in `time` are written, as for `strptime`; left out, ISO 8601.
        encoding: The encoding of the text.
        quotechar: What stands around cells that hold delimiters; `"none"` where every quotation mark is text.
        comment: What lines of the table begin with that are no rows, such as `"#"`.
        skip_lines: Lines above the table.

    Returns:
        Samples of shape (length, channels), float32.

    Raises:
        Refused: the series cannot be read exactly, or are not what the spec says; files and rows are named.
    """
    numbers = notation(context, decimal, thousands, units)
    asked = Asked(
        path, target, values, channels, id, time, drop, on_missing, classes, separator, split_columns, part,
        Form(header, delimiter, encoding, quotechar, comment, skip_lines, numbers), Words(missing, numbers, date_format),
    )  # fmt: skip
    return samples_of(context, LAYOUTS[layout].gather(context, asked), Shaping(length, resize, padding, scale, length_channel), KIND)


class Layout(Protocol):
    """A way of writing series; each is a module of `running/data/series`."""

    def gather(self, context: LoadContext, asked: Asked) -> Gathered:
        """The series of a data set, with what is to be predicted for each."""

    def to_predict(self, context: LoadContext, source: Path, learnt: Learnt, asked: Asked) -> Answerable:
        """The series of a file or folder written like that, by the name of each; and why others cannot be read."""


LAYOUTS: Mapping[str, Layout] = {"wide": wide, "long": long, "cells": cells, "folders": folders}


def inputs(context: LoadContext, sources: Sequence[Path], learnt: Learnt, **arguments: Any) -> Samples:
    """Series to predict for, from files written like those of the training; see `loaders/__init__.py`."""
    form = Form.of(arguments)
    words = Words(arguments["missing"], notation_of(arguments), arguments["date_format"])
    asked = Asked(**{key: arguments[key] for key in Asked.__slots__ if key in arguments}, form=form, words=words)
    found, reasons = dict[str, np.ndarray](), dict[str, str]()
    for source in sources:
        try:
            series, wrong = LAYOUTS[arguments["layout"]].to_predict(context, source, learnt, asked)
        except Refused as refused:
            reasons[given(source)] = f"cannot be read: {refused.findings[0].message}"
        else:
            found |= series
            reasons |= wrong
    if not found:
        return nothing(reasons)
    fit = known(learnt, Shaping(**{key: arguments[key] for key in Shaping.__slots__}))
    made = unlabelled(list(found), fit.shape, np.dtype(np.float32), Reader(list(found.values()), fit))
    return replace(made, unreadable=reasons, kind=KIND, padding=fit.shaping.padding)
