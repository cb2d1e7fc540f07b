"""What a spec says about how series are read."""

from __future__ import annotations

from dataclasses import dataclass

from specbuild.running.data.tables.features import Words
from specbuild.running.data.tables.form import Form


@dataclass(frozen=True, slots=True)
class Asked:
    """The arguments of the loader `series` that say how series are read; `form` and `words` hold those that all tables share."""

    path: str
    target: str | int | list[str | int] | None
    values: list[str | int] | None
    channels: int
    id: str | int | None
    time: str | int | None
    drop: list[str | int] | None
    on_missing: str
    classes: list[str] | None
    separator: str | None
    split_columns: list[str | int] | None
    part: str | int | None
    form: Form
    words: Words
