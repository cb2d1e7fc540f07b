"""`audio`: sounds in class folders or listed in a table, as waveforms of one rate and length."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.extras import need
from specbuild.running.data.files.given import files_given
from specbuild.running.data.files.listed import Listing, find_items, lists_of
from specbuild.running.data.files.settle import settle
from specbuild.running.data.samples import Learnt, Samples
from specbuild.running.data.sounds.decode import Decode
from specbuild.running.data.tables.choose import Column, Columns
from specbuild.running.data.tables.form import Form
from specbuild.running.data.tables.numbers import Notation
from specbuild.running.data.tables.options import Comment, Decimal, Delimiter, Encoding, Header, Quotechar, SkipLines

KIND = "audio"  # what a sample is; see `checking/plan/input.py`
MOST = 2**27  # numbers of one sample


def audio(
    context: LoadContext,
    *,
    path: str,
    sample_rate: Annotated[int, Field(ge=1_000, le=768_000)],
    seconds: Annotated[float, Field(gt=0, le=86_400)],
    channels: Annotated[int, Field(ge=1, le=64)] | None = None,
    mix: Literal["mean", "first"] = "mean",
    crop: Literal["start", "middle", "end"] = "start",
    pad: Literal["end", "both", "start"] = "end",
    classes: Annotated[list[str], Field(min_length=1)] | None = None,
    on_error: Literal["stop", "quarantine"] = "stop",
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
    """Sounds (WAV, FLAC, Ogg, Opus, MP3, AIFF ...) in one folder for each class, or listed in a table, as waveforms.

    All are brought to one rate and one length. A file that is cut short, empty, damaged, or holds values that are no numbers stops the
    run by its name. Spectrograms are layers of the model: `MelSpectrogram`, `STFTSpectrogram`, `Decibels` under `[[preprocessing]]`.

    Args:
        context: What belongs to the run.
        path: The folder that holds the class folders (perhaps below `train`, `validation` and `test`), relative to the spec; or a table
            that lists the files.
        sample_rate: Samples a second that every sound is brought to.
        seconds: Length that every sound is brought to.
        channels: Channels that are kept, as an axis of its own; left out, one, and samples are of shape (length,). Several channels become
            one by `mix`, one becomes several by copying, and files with another number are refused.
        mix: How one channel is made of several: their mean, or the first.
        crop: Which part is kept of longer sounds.
        pad: Where silence is added to shorter sounds.
        classes: The classes to use, in the order of the model's outputs; left out, all of them in natural order.
        on_error: Whether a file that cannot be read stops the run before training, or is left out and named in the run folder.
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
        Samples of shape (length,) or (length, channels), float32 from -1 to 1; the length is `seconds` times `sample_rate`, rounded.

    Raises:
        Refused: there is nothing to learn from, or files cannot be read; each is named.
    """
    need(context, "audio", "soundfile", "soxr")
    decode = _decode(context, sample_rate, seconds, channels, mix, crop, pad)
    form = Form(header, delimiter, encoding, quotechar, comment, skip_lines, Notation(decimal))
    listing = Listing(
        file, target, separator, split_columns, part, form, weights=weights, folder=folder, suffix=suffix, once=on_duplicate == "stop"
    )
    items = find_items(context, path, classes, listing, many="sounds")
    return settle(context, items, decode, quarantine=on_error == "quarantine")


def inputs(context: LoadContext, sources: Sequence[Path], learnt: Learnt, **arguments: Any) -> Samples:
    """Files of sound, folders of them, and tables that list them, without targets; see `loaders/__init__.py`."""
    need(context, "audio", "soundfile", "soxr")
    how = ("sample_rate", "seconds", "channels", "mix", "crop", "pad")
    decode = _decode(context, *(arguments[name] for name in how))
    return files_given(sources, decode, listed=lists_of(context, arguments))


def _decode(context: LoadContext, sample_rate: int, seconds: float, channels: int | None, mix: str, crop: str, pad: str) -> Decode:
    length = max(1, round(seconds * sample_rate))
    if length * (channels or 1) > MOST:
        message = f"a sample would have {length * (channels or 1):,} numbers, more than the {MOST:,} that are possible"
        raise Refused(context.finding("D504", "seconds", message, help="take shorter sounds, or a lower `sample_rate`"))
    return Decode(sample_rate, length, channels, mix, crop, pad)
