"""What is written reads back as the same thing: CSV for any text, TOML for any spec."""

from __future__ import annotations

import csv
import math
import tempfile
from pathlib import Path
from typing import Any

import tomli
from hypothesis import given
from hypothesis import strategies as some

from specbuild.running.workdir import json_file, resolved, table

ANY_TEXT = some.text(some.characters(exclude_categories=[]), max_size=8) | some.sampled_from(
    ["\\u000a", "\\", "\r\n", "", " ", '"', "b\udcff"]
)
TEXT = some.text(max_size=8) | some.sampled_from(["\x7f", '"""', "\\", "é", "a.b", "# no", "\ud7ff", "𝕏"])
PLAIN = (
    some.booleans()
    | some.integers(-(2**63), 2**63 - 1)
    | some.floats(allow_nan=False)
    | TEXT
    | some.dates()
    | some.datetimes()
    | some.times()
)
VALUES = some.recursive(PLAIN, lambda inner: some.lists(inner, max_size=3) | some.dictionaries(TEXT, inner, max_size=3), max_leaves=12)


@given(some.lists(some.lists(ANY_TEXT, min_size=2, max_size=2), max_size=5))
def test_any_text_survives_a_table_of_one_line_a_row(rows: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        table.write(path, ["a", "b"], rows)
        assert table.read(path) == (["a", "b"], rows)
        text = path.read_bytes().decode("utf-8")
        assert text.count("\n") == len(text.splitlines()) == len(rows) + 1
        assert len(list(csv.reader(text.splitlines()))) == len(rows) + 1


@given(some.dictionaries(TEXT, VALUES, max_size=5))
def test_any_spec_survives_as_toml(values: dict[str, Any]) -> None:
    assert tomli.loads(resolved.toml(values, {})) == values


@given(some.dictionaries(TEXT, VALUES, max_size=5), TEXT)
def test_comments_change_nothing(values: dict[str, Any], origin: str) -> None:
    origins = {(key,): origin + "\n= x\r\x00" for key in values}
    assert tomli.loads(resolved.toml(values, origins)) == values


def test_the_resolved_spec_reads_like_one_that_a_person_wrote() -> None:
    values = {
        "layers": [{"type": "Dense", "units": 3, "kernel_initializer": {"type": "HeNormal", "seed": None}}],
        "name": "flowers",
        "training": {"optimizer": {"type": "Adam", "learning_rate": 0.001}, "callbacks": [{"type": "EarlyStopping"}], "metrics": []},
    }
    origins = {("layers", 0): "flowers.toml:3", ("layers", 0, "kernel_initializer", "seed"): "default", ("training", "optimizer"): "--set"}
    assert resolved.toml(values, origins) == (
        'name = "flowers"\n'
        "\n"
        "[[layers]]\n"
        'type = "Dense"  # flowers.toml:3\n'
        "units = 3  # flowers.toml:3\n"
        'kernel_initializer.type = "HeNormal"  # flowers.toml:3\n'
        'kernel_initializer.seed = "none"  # default\n'
        "\n"
        "[training]\n"
        'optimizer.type = "Adam"  # --set\n'
        "optimizer.learning_rate = 0.001  # --set\n"
        "metrics = []\n"
        "\n"
        "[[training.callbacks]]\n"
        'type = "EarlyStopping"\n'
    )


@given(some.dictionaries(ANY_TEXT, some.floats() | some.lists(some.integers()) | ANY_TEXT, max_size=4))
def test_json_holds_any_text_and_says_null_for_what_is_not_finite(values: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        json_file.write(Path(folder) / "j.json", values)
        found = json_file.read(Path(folder) / "j.json")
    assert found == {key: None if isinstance(value, float) and not math.isfinite(value) else value for key, value in values.items()}
