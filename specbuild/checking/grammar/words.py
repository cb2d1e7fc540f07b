"""The words that the language's tables are documented with: the text below each attribute, read from the source when somebody asks.

Pydantic could read them while it makes the models, but that costs a third of the time in which a spec is judged.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import BaseModel


@cache
def words_of(model: type[BaseModel]) -> Mapping[str, str]:
    """The documentation of every field of a table, by name; what a table inherits too."""
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if issubclass(base, BaseModel) and base is not BaseModel:
            found |= _in_file(Path(inspect.getfile(base))).get(base.__name__, {})
    return found


def words(model: type[BaseModel], field: str) -> str:
    """The documentation of one field; empty where it has none."""
    return words_of(model).get(field, "")


@cache
def _in_file(path: Path) -> Mapping[str, Mapping[str, str]]:
    """The documented attributes of every class in a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name: _in_class(node) for node in tree.body if isinstance(node, ast.ClassDef)}


def _in_class(node: ast.ClassDef) -> Mapping[str, str]:
    return {
        field.target.id: inspect.cleandoc(text.value.value)
        for field, text in zip(node.body, node.body[1:], strict=False)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }
