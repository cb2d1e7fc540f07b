"""Judge a document with the JSON Schema alone, as an editor would; `jsonschema` is imported here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError

from specbuild.checking.diagnostic import Finding, KeyPath, dotted
from specbuild.checking.document.document import Document
from specbuild.showing.schema.build import schema

_LONGEST = 200  # jsonschema shows whole tables in its sentences


@cache
def validator() -> Draft7Validator:
    """A validator of specs."""
    return Draft7Validator(schema())


def check(document: Document) -> list[Finding]:
    """What the schema refuses in a document, placed, in the order of the text; files that it extends are not read."""
    found = {finding for error in validator().iter_errors(document.values) for finding in _findings(error)}
    placed = [finding.placed(document.place(finding.path, finding.about)) for finding in found]
    return sorted(placed, key=lambda finding: (finding.place or (), finding.message))


def _findings(error: ValidationError) -> Iterator[Finding]:
    path: KeyPath = tuple(error.absolute_path)
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        known = error.schema.get("properties", {})
        for key in error.instance:
            if key not in known:
                yield Finding("S001", (*path, key), f"`{key}` is not allowed here", help=_where(path), about="key")
    else:
        about = "header" if error.validator == "required" else "value"
        yield Finding("S001", path, _short(error.message), help=_where(path), about=about)


def _where(path: KeyPath) -> str:
    return f"this is `{dotted(path)}`" if path else "this is the top level of the spec"


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= _LONGEST else f"{sentence[: _LONGEST // 2]} … {sentence[-_LONGEST // 2 :]}"
