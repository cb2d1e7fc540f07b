"""The fields of the language's own tables, as kinds like those of the catalogue."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from specbuild.checking.grammar.kinds_in_words import Kind


def kinds_of(field: FieldInfo) -> list[Kind]:
    """What a field takes; empty where it holds a table of the language."""
    if table_of(field):
        return []
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    if "entry" in extra:
        return [{"table": extra["entry"]}]
    if "entries" in extra:
        return [{"list_of": extra["entries"]}]
    annotation: Any = field.annotation
    schema = TypeAdapter(_annotated(annotation, field)).json_schema()
    return [_kind(kind) for kind in schema.get("anyOf", [schema]) if kind.get("type") != "null"]


def table_of(field: FieldInfo) -> type[BaseModel] | None:
    """The model of the table that a field holds; None where it holds something else."""
    annotation = field.annotation
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None


def _annotated(annotation: Any, field: FieldInfo) -> Any:
    """The annotation with the bounds that pydantic has moved from it to the field."""
    from typing import Annotated

    for bound in field.metadata:
        annotation = Annotated[annotation, bound]
    return annotation


def _kind(schema: dict[str, Any]) -> dict[str, Any]:
    if "const" in schema:
        schema = {**schema, "enum": [schema["const"]]}
    inner = {key: _kind(value) if isinstance(value, dict) else value for key, value in schema.items() if key not in ("const", "title")}
    return inner
