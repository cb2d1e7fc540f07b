"""What the catalogue says of one thing that a spec can name, and of each of its arguments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of an entry.

    Attributes:
        name: The argument's name, as Keras or our own function has it.
        kinds: What it may be, each a fragment of JSON Schema draft 7, of which one has to fit:
            `{"type": "integer", "minimum": 1}`, `{"type": "number"}` (which also takes a fraction such as "1/255"),
            `{"type": "string", "enum": [...]}`, `{"type": "array", "items": {...}, "minItems": 2, "maxItems": 2}`,
            `{"table": "initializers"}` (a name from that table of the catalogue, or a table with a `type`),
            `{"list_of": "layers"}` (an array of such tables; `"partial": true` where a layer around it may give what one of them needs),
            `{"turns_of": "layers"}` (a table with lists: values for arguments of the layers inside, one a turn),
            `{"unknown": "classes"}` (that word, resolved from the data).
        required: Whether it has to be given.
        default: Its default, as JSON; None where Keras's is None.
        none: Whether the word "none" may be given, for Python's `None`.
        doc: Its documentation: a sentence or two.
    """

    name: str
    kinds: tuple[Mapping[str, Any], ...]
    required: bool
    default: Any
    none: bool
    doc: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a spec can name.

    Attributes:
        name: The word after `type =`.
        table: The table of the catalogue that it stands in: "layers", "optimizers" ...
        where: The module that holds it: "keras.layers", or one of specbuild's own.
        doc: Its documentation: the first paragraph.
        url: The page that documents it in full; empty for our own.
        arguments: Its arguments by name, in order of the signature.
        facts: What else the table says of this entry (rank of the input, whether a layer passes a mask on ...).
    """

    name: str
    table: str
    where: str
    doc: str
    url: str
    arguments: Mapping[str, Argument]
    facts: Mapping[str, Any]

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the arguments that have to be given."""
        return tuple(argument.name for argument in self.arguments.values() if argument.required)

    def defaults(self) -> dict[str, Any]:
        """The default of every argument that has one."""
        return {argument.name: argument.default for argument in self.arguments.values() if not argument.required}
