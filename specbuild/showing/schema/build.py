"""The JSON Schema of specs: draft 7, strict at every depth, for editors and for `specbuild schema --check`."""

from __future__ import annotations

import json
from functools import cache

from specbuild.catalogue import read
from specbuild.checking.grammar.tables.spec import SpecTable
from specbuild.showing.schema.entries import definitions
from specbuild.showing.schema.names import Schema
from specbuild.showing.schema.tables import addressed, demanded, taken

DIALECT = "http://json-schema.org/draft-07/schema#"  # the newest that Taplo understands


def schema() -> Schema:
    """The schema.

    A spec that extends another is judged more mildly, since only the two together are a spec: it may leave out what it inherits, and it may
    address entries of an inherited list by name (`[layers.head]`).
    """
    return {
        "$schema": DIALECT,
        "title": "specbuild",
        "description": (SpecTable.__doc__ or "").strip(),
        **taken(SpecTable),
        "if": {"required": ["extends"], "additionalProperties": True},
        "then": addressed(SpecTable),
        "else": demanded(SpecTable),
        "$defs": {name: content for table in read.names() for name, content in definitions(table).items()},
    }


@cache
def schema_text() -> str:
    """The schema as it is stored: a line for each key of the language and each definition, so that a change is a line in a diff."""
    content = schema()
    parts = [f"{_compact(key)}: {_lines(value) if key in ('properties', '$defs') else _compact(value)}" for key, value in content.items()]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _lines(values: Schema) -> str:
    return "{\n" + ",\n".join(f" {_compact(key)}: {_compact(value)}" for key, value in values.items()) + "\n}"


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
