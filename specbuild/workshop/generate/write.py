"""Write what is generated, or say what is stale."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import specbuild
from specbuild.catalogue.read import TABLES

ROOT = Path(specbuild.__file__).parents[1]
SCHEMA = ROOT / "schemas" / "specbuild.schema.json"
REFERENCE = ROOT / "docs" / "reference"


def files() -> Iterator[tuple[Path, str]]:
    """Every generated file with its content; the schema is made from the tables, so these come first."""
    from specbuild.workshop.generate.tables import all_tables

    for name, content in all_tables().items():
        yield TABLES / f"{name}.json", lines(content)


def made_from_tables() -> Iterator[tuple[Path, str]]:
    """The JSON Schema and the reference pages, from the tables as they are on the disk."""
    from specbuild.showing.schema.build import schema_text
    from specbuild.workshop.generate.reference import catalogue, findings, language, matrix, verbs

    yield SCHEMA, schema_text()
    for source in (catalogue, findings, language, matrix, verbs):
        for path, text in source.pages():
            yield REFERENCE / path, text


def left_over(written: Iterable[Path]) -> list[Path]:
    """Reference pages that nothing makes any more."""
    return sorted(set(REFERENCE.rglob("*.md")) - set(written))


def lines(table: dict[str, Any]) -> str:
    """A table as JSON with one line for each argument, so that a change is a line in a diff."""
    head = {key: value for key, value in table.items() if key != "entries"}
    parts = [f"{_compact(key)}: {json.dumps(value, indent=1, ensure_ascii=False)}" for key, value in head.items()]
    entries = ",\n".join(f"  {_compact(name)}: {_entry(entry)}" for name, entry in table["entries"].items())
    return "{\n" + ",\n".join([*parts, f'"entries": {{\n{entries}\n}}']) + "\n}\n"


def _entry(entry: dict[str, Any]) -> str:
    head = ",\n".join(f"    {_compact(key)}: {_compact(value)}" for key, value in entry.items() if key != "arguments")
    arguments = ",\n".join(f"      {_compact(name)}: {_compact(value)}" for name, value in entry["arguments"].items())
    inside = f"{{\n{arguments}\n    }}" if arguments else "{}"
    return f'{{\n{head},\n    "arguments": {inside}\n  }}'


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def write() -> list[Path]:
    """Write everything; give what changed."""
    changed = [path for path, text in files() if _replace(path, text)]
    made = list(made_from_tables())
    removed = left_over(path for path, _ in made)
    for path in removed:
        path.unlink()
    return [*changed, *(path for path, text in made if _replace(path, text)), *removed]


def stale() -> list[Path]:
    """The files that are not what would be generated now."""
    made = [*files(), *made_from_tables()]
    changed = [path for path, text in made if not path.exists() or path.read_text(encoding="utf-8") != text]
    return [*changed, *left_over(path for path, _ in made)]


def _replace(path: Path, text: str) -> bool:
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return True
