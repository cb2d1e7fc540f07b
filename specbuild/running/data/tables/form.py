"""How a table is written, as its loader was told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.tables.numbers import PLAIN, Notation


@dataclass(frozen=True, slots=True)
class Form:
    """How a table is written.

    Attributes:
        header: Whether the first row holds the names, or how many rows do; "auto" where no cell of it is a number.
        delimiter: The character between cells; "whitespace" for any number of blanks and tabs; "auto" finds it.
        encoding: The name of the encoding; "auto" is UTF-8, or what a byte-order mark says.
        quotechar: What stands around cells that hold delimiters; "none" where every quotation mark is text.
        comment: What lines begin with that are no rows; None where all are.
        skip_lines: Lines above the table.
        numbers: How numbers are written.
    """

    header: bool | int | str = "auto"
    delimiter: str = "auto"
    encoding: str = "auto"
    quotechar: str = '"'
    comment: str | None = None
    skip_lines: int = 0
    numbers: Notation = PLAIN

    @classmethod
    def of(cls, arguments: Mapping[str, Any]) -> Form:
        """The form that the arguments of a loader state; what a loader has no argument for is as usual."""
        said = {name: arguments[name] for name in _ARGUMENTS if name in arguments}
        return cls(**said, numbers=notation_of(arguments))

    @property
    def header_rows(self) -> int | None:
        """How many rows hold names; None where that is to be found out."""
        return None if self.header == "auto" else int(self.header)


_ARGUMENTS = ("header", "delimiter", "encoding", "quotechar", "comment", "skip_lines")


def notation(context: LoadContext, decimal: str, thousands: str | None, units: Sequence[str] | None) -> Notation:
    """How numbers are written, as a loader was told.

    Raises:
        Refused: one mark has two meanings.
    """
    if decimal == thousands:
        message = f"`{decimal}` cannot be both the decimal mark and the mark between thousands"
        help_ = f'write `decimal = "{"." if decimal == "," else ","}"` beside it, or another mark'
        raise Refused(context.finding("D309", "thousands", message, help=help_))
    return Notation(decimal, thousands, tuple(units or ()))


def notation_of(arguments: Mapping[str, Any]) -> Notation:
    """How numbers are written, as the arguments of a loader state it."""
    return Notation(arguments["decimal"], arguments.get("thousands"), tuple(arguments.get("units") or ()))
