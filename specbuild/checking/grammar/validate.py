"""A table of the language against its pydantic model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from specbuild.checking.diagnostic import Finding, KeyPath
from specbuild.checking.grammar.kinds import FRACTION

Model = TypeVar("Model", bound=BaseModel)


def read_table(model: type[Model], values: Any, path: KeyPath) -> tuple[Model | None, list[Finding]]:
    """Check a table of the language.

    Args:
        model: Its pydantic model.
        values: What was written.
        path: Where it is written.

    Returns:
        The table, None where something is wrong; and what is wrong.
    """
    try:
        return model.model_validate(_fractions(model, values)), []
    except ValidationError as error:
        from specbuild.checking.grammar.translate import translate  # most tables are right

        return None, translate(model, values, path, error.errors(include_url=False))


def _fractions(model: type[BaseModel], values: Any) -> Any:
    """A fraction such as "1/3" may stand for a number that need not be whole."""
    if not isinstance(values, Mapping):
        return values
    changed = dict(values)
    for key, value in values.items():
        if key not in model.model_fields:
            continue
        annotation = model.model_fields[key].annotation
        if isinstance(value, str) and _takes_float(annotation):
            changed[key] = _fraction(value)
        elif isinstance(value, Mapping) and isinstance(annotation, type) and issubclass(annotation, BaseModel):
            changed[key] = _fractions(annotation, value)
        elif isinstance(value, Mapping) and _takes_float(annotation):
            changed[key] = {name: _fraction(item) for name, item in value.items()}
    return changed


def _fraction(value: Any) -> Any:
    match = FRACTION.fullmatch(value) if isinstance(value, str) else None
    return float(match.group(1)) / float(match.group(2)) if match and float(match.group(2)) else value


def _takes_float(annotation: Any) -> bool:
    return annotation is float or any(_takes_float(inner) for inner in getattr(annotation, "__args__", ()))
