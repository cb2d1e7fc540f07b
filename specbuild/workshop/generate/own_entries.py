"""Entries for what specbuild itself has: an annotated function or class with a Google docstring is the declaration."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, get_type_hints

from pydantic import TypeAdapter

import specbuild
from specbuild.workshop.generate.words import argument_words, paragraph

ROOT = Path(specbuild.__file__).parent
NOT_OF_A_SPEC = ("self", "name", "seed", "facts")


def functions(folder: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """An entry for each module of a folder that holds a function of its own name: loaders and splits."""
    for module in _modules(folder):
        name = module.__name__.rsplit(".", 1)[-1]
        if callable(made := getattr(module, name, None)):
            options = [parameter for parameter in _parameters(made) if parameter.kind is parameter.KEYWORD_ONLY]
            entry = _entry(made, made, options, module.__name__)
            facts = {"kind": getattr(module, "KIND", None), "tasks": list(getattr(module, "TASKS", ()))}
            yield name, {**entry, "facts": {key: value for key, value in facts.items() if value}}


def classes(folder: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """An entry for each module of a folder that holds a class of its own name: `random_channel_shift` holds `RandomChannelShift`."""
    for module in _modules(folder):
        wanted = module.__name__.rsplit(".", 1)[-1].replace("_", "")
        for name, made in vars(module).items():
            if inspect.isclass(made) and name.lower() == wanted and made.__module__ == module.__name__:
                options = [parameter for parameter in _parameters(made.__init__) if parameter.name not in NOT_OF_A_SPEC]
                entry = _entry(made, made.__init__, options, module.__name__)
                facts = {"kinds": list(module.KINDS)} if hasattr(module, "KINDS") else getattr(module, "FACTS", {})
                yield name, {**entry, "facts": facts}


def _modules(folder: str) -> Iterator[Any]:
    for path in sorted((ROOT / folder).glob("[a-z]*.py")):
        yield import_module(f"specbuild.{folder.replace('/', '.')}.{path.stem}")


def _parameters(signed: Callable[..., Any]) -> list[inspect.Parameter]:
    variable = (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)
    return [parameter for parameter in inspect.signature(signed).parameters.values() if parameter.kind not in variable]


def _entry(made: Any, signed: Callable[..., Any], options: list[inspect.Parameter], where: str) -> dict[str, Any]:
    hints = get_type_hints(signed, include_extras=True)
    words = argument_words(made) | argument_words(signed)
    arguments = {one.name: _argument(one, hints[one.name], words.get(one.name, ""), f"{where}.{one.name}") for one in options}
    return {"where": where, "doc": paragraph(made), "arguments": arguments, "facts": {}}


def _argument(parameter: inspect.Parameter, hint: Any, words: str, place: str) -> dict[str, Any]:
    if not words:
        raise SystemExit(f"{place} has no words in its docstring")
    schema = TypeAdapter(hint).json_schema()
    found = schema.get("anyOf", [schema])
    argument: dict[str, Any] = {"kinds": [_kind(kind) for kind in found if kind.get("type") != "null"]}
    if parameter.default is parameter.empty:
        argument["required"] = True
    else:
        argument["default"] = json.loads(json.dumps(parameter.default))
        if parameter.default is None:
            argument["none"] = True
    return {**argument, "doc": words}


def _kind(schema: dict[str, Any]) -> dict[str, Any]:
    """A fragment of pydantic's schema in our words: one constant is a choice of one, a tuple is a list."""
    if "turns_of" in schema:
        return {"turns_of": schema["turns_of"]}
    if "list_of" in schema:
        return {key: value for key, value in schema.items() if key in ("list_of", "partial", "minItems")}
    if "const" in schema:
        return {"type": "string", "enum": [schema["const"]]}
    kind = {key: value for key, value in schema.items() if key not in ("title", "default", "description")}
    if "prefixItems" in kind:
        items = kind.pop("prefixItems")
        kind["items"] = _kind(items[0]) if all(item == items[0] for item in items) else [_kind(item) for item in items]
    elif isinstance(kind.get("items"), dict):
        kind["items"] = _kind(kind["items"])
    return kind
