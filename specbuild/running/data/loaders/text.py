"""`text`: texts in class folders or in a column of a table, as numbered words, characters, bytes or pieces of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.extras import need
from specbuild.running.data.files.items import Targets, of_files
from specbuild.running.data.folders.choose import chosen_tree
from specbuild.running.data.samples import Learnt, Samples
from specbuild.running.data.tables.aside import row_names, row_parts, row_weights
from specbuild.running.data.tables.choose import Column, Columns, find, find_all
from specbuild.running.data.tables.features import Words
from specbuild.running.data.tables.form import Form
from specbuild.running.data.tables.numbers import Notation
from specbuild.running.data.tables.options import Comment, Decimal, Delimiter, Header, Quotechar, SkipLines
from specbuild.running.data.tables.read import parts_of, read_table
from specbuild.running.data.tables.table import Table
from specbuild.running.data.tables.targets import read_targets
from specbuild.running.data.texts import folder, given, listed
from specbuild.running.data.texts.encoding import is_encoding
from specbuild.running.data.texts.folder import TextFile
from specbuild.running.data.texts.tokenize import Tokens, learning, numbered
from specbuild.running.data.texts.tokens import subwords
from specbuild.running.data.texts.tokens.way import Wanted

KIND = "text"  # what a sample is; see `checking/plan/input.py`
MANY_ROWS = True  # a file may hold many samples; see `loaders/__init__.py`


def text(
    context: LoadContext,
    *,
    path: str,
    column: Column | None = None,
    target: Column | Columns | None = None,
    tokens: Literal["words", "characters", "bytes", "subwords"] = "words",
    max_tokens: Annotated[int, Field(ge=3, le=16_777_216)] = 10_000,
    min_count: Annotated[int, Field(ge=1)] = 1,
    lowercase: bool = True,
    length: Annotated[int, Field(ge=1)] | None = None,
    percentile: Annotated[float, Field(gt=0, le=100)] = 95.0,
    pad: Literal["end", "start"] = "end",
    keep: Literal["start", "end"] = "start",
    classes: Annotated[list[str], Field(min_length=1)] | None = None,
    separator: Annotated[str, Field(min_length=1)] | None = None,
    weights: Column | None = None,
    split_columns: Columns | None = None,
    part: Column | None = None,
    header: Header = "auto",
    delimiter: Delimiter = "auto",
    decimal: Decimal = ".",
    encoding: str = "auto",
    quotechar: Quotechar = '"',
    comment: Comment | None = None,
    skip_lines: SkipLines = 0,
    undecodable: Literal["stop", "replace"] = "stop",
    on_error: Literal["stop", "quarantine"] = "stop",
    max_bytes: Annotated[int, Field(ge=1, le=2**31)] = 16_777_216,
) -> Samples:
    """Texts, as rows of numbers: each word, character, byte or piece of a word has one.

    Texts are files in one folder for each class, or stand in a column of a table (CSV, TSV, Parquet, JSON). The vocabulary and, where
    it is not stated, the length are learnt from the training rows alone, and kept as `learnt.json` with the run. 0 is padding, 1 stands for
    whatever the vocabulary does not have. An empty text becomes a single 1. `Embedding` takes `input_dim = "vocabulary"`.

    Args:
        context: What belongs to the run.
        path: The folder that holds the class folders; a table, also compressed; or a folder with the tables `train`, `test` and perhaps
            `validation`, which are ready-made parts for the split `folders`.
        column: The column of the texts, by name or number from 1, where `path` is a table.
        target: The column to predict; several for multilabel (columns of 0 and 1) or regression.
        tokens: What is numbered: `words` (and runs of other marks between them), `characters`, `bytes` of UTF-8, or `subwords`, which are
            frequent pieces of words, so that no word is unknown.
        max_tokens: The most tokens that the vocabulary may have; the most frequent stay.
        min_count: How often a token has to occur in the training rows.
        lowercase: Whether capitals become small letters.
        length: Tokens of a sample; left out, `percentile` tells it.
        percentile: The share of the training texts, in percent, that are no longer than a sample.
        pad: Where shorter texts are filled up with 0.
        keep: What is kept of longer texts.
        classes: The classes to use, in the order of the model's outputs; left out, all in natural order.
        separator: For a multilabel target in one column, what stands between the labels of a row.
        weights: The column of the table that says how much each row counts in the loss of training.
        split_columns: Columns of the table that a split needs (`group`, `time`, `hash`, `column`).
        part: A column that says which part each row is in: `train`, `validation` or `test`, for the split `folders`.
        header: Whether the first row holds the names of the columns, or how many rows do; `"auto"` takes it for names if no cell of it is a
            number.
        delimiter: The character between the cells of a table, or `"whitespace"`; `"auto"` finds comma, semicolon, tab, bar or blanks.
        decimal: The decimal mark of numbers to predict.
        encoding: The encoding; `"auto"` is what a byte-order mark says, else UTF-8, else for files in folders what the bytes look like,
            which is said at the start of the run.
        quotechar: What stands around cells that hold delimiters; `"none"` where every quotation mark is text.
        comment: What lines of the table begin with that are no rows, such as `"#"`.
        skip_lines: Lines above the table.
        undecodable: What to do with bytes that are not in the encoding: stop, or put the mark U+FFFD in their place (in folders alone).
        on_error: Whether a file that cannot be read stops the run before training, or is left out and named in the run folder.
        max_bytes: Bytes that a text file may have.

    Returns:
        Samples of shape (length,), int32.

    Raises:
        Refused: there is nothing to learn from, or texts cannot be read; files and rows are named.
    """
    _check(context, tokens, max_tokens, encoding, undecodable)
    need(context, "text", "charset_normalizer", *([] if tokens == "bytes" else ["tokenizers"]))
    how = Tokens(tokens, Wanted(max_tokens, min_count, lowercase), length, percentile, pad, keep)
    if not _is_table(context.locate(path)):
        tree = chosen_tree(context, path, classes, many="texts")
        file = TextFile(encoding, undecodable, max_bytes)
        return learning(*folder.samples_of(context, of_files(tree), file, quarantine=on_error == "quarantine"), how, context.memory)
    table = read_table(context, path, Form(header, delimiter, encoding, quotechar, comment, skip_lines, Notation(decimal)))
    listed.need_columns(context, table, column, target)
    assert column is not None
    assert target is not None
    words = Words([""], Notation(decimal))
    targets = _targets(context, table, target, words, classes, separator)
    name = find(context, table.names, column, "column")
    split = find_all(context, table.names, split_columns or [], "split_columns", patterns=False)
    parts = row_parts(context, table, None if part is None else find(context, table.names, part, "part"))
    counts = None if weights is None else row_weights(context, table, find(context, table.names, weights, "weights"), words)
    raw = replace(listed.samples_of(table, name, row_names(context, table, None), parts, targets, split), weights=counts)
    return learning(raw, listed.texts_of(table, name), how, context.memory)


def _targets(
    context: LoadContext,
    table: Table,
    target: str | int | list[str | int],
    words: Words,
    classes: Sequence[str] | None,
    separator: str | None,
) -> Targets:
    names = find_all(context, table.names, target, "target") if isinstance(target, list) else [find(context, table.names, target, "target")]
    return read_targets(context, table, names, words, classes=classes, separator=separator)


def inputs(context: LoadContext, sources: Sequence[Path], learnt: Learnt, **arguments: Any) -> Samples:
    """Text files and folders of them, or tables with the column of the texts, without targets; see `loaders/__init__.py`."""
    need(context, "text", "charset_normalizer", *([] if arguments["tokens"] == "bytes" else ["tokenizers"]))
    if arguments["column"] is None:
        file = TextFile(arguments["encoding"], arguments["undecodable"], arguments["max_bytes"])
        return numbered(*given.of_files(sources, file), learnt)
    form = Form.of(arguments)
    return numbered(*given.of_tables(context, sources, arguments["column"], form), learnt)


def _check(context: LoadContext, tokens: str, max_tokens: int, encoding: str, undecodable: str) -> None:
    findings = []
    if tokens == "subwords" and max_tokens < subwords.LEAST:
        message = f"a vocabulary of sub-words has at least {subwords.LEAST} tokens, one for each byte and two more"
        findings.append(context.finding("D502", "max_tokens", message, help="raise it, or number `characters`"))
    if encoding != "auto" and not is_encoding(encoding):
        help_ = 'Python names them: "utf-8", "utf-16-le", "cp1252", "latin-1", "shift_jis" ...'
        findings.append(context.finding("D503", "encoding", f"there is no encoding `{encoding}`", help=help_))
    if findings:
        raise Refused(*findings)


def _is_table(path: Path) -> bool:
    return path.is_file() or (path.is_dir() and "train" in parts_of(path).values())
