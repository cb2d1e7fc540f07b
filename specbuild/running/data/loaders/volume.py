"""`volume`: scans and other volumes in class folders or listed in a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.extras import need
from specbuild.running.data.files.decode import Facts
from specbuild.running.data.files.given import files_given
from specbuild.running.data.files.items import Item
from specbuild.running.data.files.listed import Listing, find_items, lists_of
from specbuild.running.data.files.settle import settle
from specbuild.running.data.samples import Learnt, Samples
from specbuild.running.data.tables.choose import Column, Columns
from specbuild.running.data.tables.form import Form
from specbuild.running.data.tables.numbers import Notation
from specbuild.running.data.tables.options import Comment, Decimal, Delimiter, Encoding, Header, Quotechar, SkipLines
from specbuild.running.data.volumes.decode import Decode

KIND = "volume"  # what a sample is; see `checking/plan/input.py`
NEAR = 0.01  # share by which spacings may differ and still be the same
ARRAYS = True  # reads `.npy` files itself; see `loaders/__init__.py`
HOW = ("size", "channels", "resize", "orientation", "spacing", "window", "background", "max_voxels", "sample")


def volume(
    context: LoadContext,
    *,
    path: str,
    size: Annotated[list[Annotated[int, Field(ge=1)]], Field(min_length=3, max_length=3)],
    channels: Annotated[int, Field(ge=1)] = 1,
    resize: Literal["stretch", "center", "refuse"] = "stretch",
    orientation: Literal["canonical", "stored"] = "canonical",
    spacing: Annotated[list[Annotated[float, Field(gt=0)]], Field(min_length=3, max_length=3)] | None = None,
    mixed_spacing: bool = False,
    window: Annotated[list[float], Field(min_length=2, max_length=2)] | None = None,
    background: float = 0.0,
    sample: Literal["file", "folder"] = "file",
    classes: Annotated[list[str], Field(min_length=1)] | None = None,
    on_error: Literal["stop", "quarantine"] = "stop",
    max_voxels: Annotated[int, Field(ge=1, le=2**30)] = 134_217_728,
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
    """Volumes (NIfTI, NumPy arrays, TIFF stacks, folders of slices) in one folder for each class, or listed in a table.

    The scale in a NIfTI head is applied. A file that is cut short, damaged, claims more than it may, or holds values that are no numbers
    stops the run by its name. Axes that a file explains are turned to point right, to the front and up; otherwise they are slices, rows and
    columns as they are stored.

    Args:
        context: What belongs to the run.
        path: The folder that holds the class folders, relative to the spec; or a table that lists the files.
        size: Lengths of the three axes that every volume is brought to.
        channels: Channels, or points in time, of a volume; files with another number are refused.
        resize: How a volume of another size is brought to `size`: `stretch` resamples it, `center` cuts what is over around the middle and
            fills up with `background`, `refuse` says that it cannot be read.
        orientation: Whether axes are turned to point right, to the front and up (`canonical`), or stay as they are (`stored`).
        spacing: Millimetres between voxels along the three axes that every volume is resampled to first; left out, none is.
        mixed_spacing: Whether volumes of different spacings may stand side by side without being resampled.
        window: Least and greatest intensity; what is beyond becomes them. Left out, intensities stay as they are.
        background: The intensity that `center` fills up with.
        sample: Whether each file is a volume, or each folder, whose pictures are its slices in natural order.
        classes: The classes to use, in the order of the model's outputs; left out, all of them in natural order.
        on_error: Whether a file that cannot be read stops the run before training, or is left out and named in the run folder.
        max_voxels: Numbers that a volume may have; a larger one cannot be read, and is never decoded.
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
        Samples of shape (*size, channels), float32.

    Raises:
        Refused: there is nothing to learn from, files cannot be read, or spacings differ; each is named.
    """
    decode = _decode(context, size, channels, resize, orientation, spacing, window, background, max_voxels, sample)
    form = Form(header, delimiter, encoding, quotechar, comment, skip_lines, Notation(decimal))
    listing = Listing(
        file, target, separator, split_columns, part, form, weights=weights, folder=folder, suffix=suffix, once=on_duplicate == "stop"
    )
    items = find_items(context, path, classes, listing, many="volumes", folders=decode.folders)

    def compare(found: Sequence[Item], facts: Sequence[Facts]) -> Iterator[Finding]:
        if spacing is None and not mixed_spacing:
            yield from _about_spacings(context, found, facts)

    return settle(context, items, decode, quarantine=on_error == "quarantine", compare=compare)


def inputs(context: LoadContext, sources: Sequence[Path], learnt: Learnt, **arguments: Any) -> Samples:
    """Files of volumes, or folders of slices, or tables that list them, without targets; see `loaders/__init__.py`."""
    decode = _decode(context, *(arguments[name] for name in HOW))
    return files_given(sources, decode, folders=decode.folders, listed=lists_of(context, arguments, folders=decode.folders))


def _decode(
    context: LoadContext,
    size: Sequence[int],
    channels: int,
    resize: str,
    orientation: str,
    spacing: Sequence[float] | None,
    window: Sequence[float] | None,
    background: float,
    max_voxels: int,
    sample: str,
) -> Decode:
    need(context, "volume", "nibabel", "tifffile")
    findings = []
    if window is not None and window[0] >= window[1]:
        message = f"the window goes from {window[0]:g} to {window[1]:g}"
        findings.append(context.finding("D506", "window", message, help="name the smaller intensity first"))
    if sample == "folder" and spacing is not None:
        findings.append(context.finding("D507", "spacing", "slices in a folder do not say their spacing", help="leave `spacing` out"))
    if findings:
        raise Refused(*findings)
    return Decode(
        (size[0], size[1], size[2]), channels, resize, orientation, None if spacing is None else (spacing[0], spacing[1], spacing[2]),
        None if window is None else (window[0], window[1]), background, max_voxels, sample == "folder",
    )  # fmt: skip


def _about_spacings(context: LoadContext, found: Sequence[Item], facts: Sequence[Facts]) -> Iterator[Finding]:
    """Finding where volumes that say their spacing do not say the same."""
    said = [(item.id, fact["spacing"]) for item, fact in zip(found, facts, strict=True) if fact["spacing"] is not None]
    other = next((one for one in said if any(abs(a - b) > NEAR * b for a, b in zip(one[1], said[0][1], strict=True))), None)
    if other is not None:
        written = [" x ".join(f"{size:g}" for size in spacing) for spacing in (said[0][1], other[1])]
        message = f"`{said[0][0]}` has voxels of {written[0]} mm, and `{other[0]}` of {written[1]} mm"
        yield context.finding("D505", "path", message, help="bring all to one: spacing = [...]; or write mixed_spacing = true")
