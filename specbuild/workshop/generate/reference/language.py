"""The page of the language: every table of a spec, and every key with what it may be, its default and its words."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from specbuild.checking.grammar.tables.meaning import Meaning
from specbuild.checking.grammar.tables.options import AugmentationOptions, Options
from specbuild.checking.grammar.tables.spec import SpecTable
from specbuild.checking.grammar.tables.task import Task
from specbuild.checking.grammar.tables.training import Training
from specbuild.checking.grammar.words import words
from specbuild.showing.explain.value import default_of, may_be
from specbuild.workshop.generate.reference import markdown

TABLES: tuple[tuple[str, type[BaseModel]], ...] = (
    ("The top level", SpecTable),
    ("`[task]`", Task),
    ("`[meaning]`", Meaning),
    ("`[training]`", Training),
    ("What every entry of a list can carry", Options),
    ("What every `[[augmentation]]` can carry besides", AugmentationOptions),
)


def pages() -> Iterator[tuple[str, str]]:
    """Path below `docs/reference/` and text of the page."""
    head = "A spec is TOML 1.0. What `type` may name, under `[loader]`, `[split]`, `[[layers]]` and so on, stands in the catalogue."
    yield "language.md", markdown.page("The language of specs", head, *(_table(title, model) for title, model in TABLES))


def _table(title: str, model: type[BaseModel]) -> str:
    rows = [_key(model, name, field) for name, field in model.model_fields.items() if name in model.__annotations__]
    return "\n\n".join([f"## {title}", inspect.getdoc(model) or "", markdown.table(["key", "may be", "default", "what it is"], rows)])


def _key(model: type[BaseModel], name: str, field: FieldInfo) -> list[str]:
    default = "*required*" if field.is_required() else "" if field.default is None else f"`{default_of(field) or 'its own'}`"
    return [f"`{name}`", may_be(field), default, words(model, name)]
