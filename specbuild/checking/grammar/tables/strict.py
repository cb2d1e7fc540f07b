"""What all tables of the language share: no unknown keys, no conversions, documentation from docstrings."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field


class Table(BaseModel):
    """A table of the language."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True, allow_inf_nan=False)


def entries(table: str, **more: Any) -> Any:
    """A list of tables with a `type` from one table of the catalogue, each written as `[[key]]`."""
    return Field(json_schema_extra={"entries": table}, **more)


def entry(table: str, **more: Any) -> Any:
    """One table with a `type` from one table of the catalogue."""
    return Field(json_schema_extra={"entry": table}, **more)


Named = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$", max_length=64)]
Positive = Annotated[int, Field(ge=1)]
