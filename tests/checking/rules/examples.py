"""The bad and good examples of rules, laid over a small spec that is good, and judged with the data that their first line states."""

from __future__ import annotations

import tomllib
from pathlib import Path

from specbuild.checking.document.document import Document
from specbuild.checking.facts.data import DataFacts
from specbuild.checking.judge import Judged, bind, judge

BASE = Path(__file__).with_name("base.toml")
DATA = "# data:"


def judge_over_base(example: str, folder: Path) -> Judged:
    """Judge an example as a spec that extends the base."""
    (folder / "base.toml").write_text(BASE.read_text(encoding="utf-8"), encoding="utf-8")
    return judge_with_data(f'extends = "base.toml"\n{example}', str(folder / "example.toml"))


def judge_with_data(text: str, file: str) -> Judged:
    """Judge a text with what its line `# data: { ... }` says of the data."""
    data = stated(text)
    shape = tuple(data.pop("input")) if "input" in data else None
    known: dict[str, int] = {name: data.pop(name) for name in ("classes", "targets", "vocabulary") if name in data}
    if "stored_size" in data:
        data["stored_size"] = tuple(data["stored_size"])
    judged = judge(Document.of(text, file))
    if judged.spec is None or not (data or known or shape):
        return judged
    return bind(judged, known, shape, DataFacts(**data) if data else None)


def stated(text: str) -> dict:
    """What an example says of the data."""
    line = next((line for line in text.splitlines() if line.startswith(DATA)), f"{DATA} {{}}")
    return tomllib.loads(f"data = {line.removeprefix(DATA)}")["data"]
