"""What is said of two specs: each pair with the exact text, beside this file in `pairs/`."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from rich.console import Console

from specbuild.showing.diff.compare import compare
from specbuild.showing.diff.side import Side
from specbuild.showing.diff.text import show

PAIRS = Path(__file__).with_name("pairs")
BASE = (PAIRS / "base.toml").read_text(encoding="utf-8")
Edits = list[tuple[str, str]]


def moved(text: str, header: str, before: str) -> Edits:
    """The table that begins with these lines goes in front of another."""
    table = header + text.split(header, 1)[1].split("\n\n", 1)[0] + "\n\n"
    return [(table, ""), (before, table + before)]


CONV = '[[layers]]\ntype = "Conv2D"'
FLATTEN = '[[layers]]\ntype = "Flatten"'
ROTATION = '[[augmentation]]\ntype = "RandomRotation"'
TRANSLATION = '[[augmentation]]\ntype = "RandomTranslation"'
RESCALING = '[[preprocessing]]\ntype = "Rescaling"\nscale = "1/255"\n\n'

BLOCK = """[[layers]]
type = "Repeat"
times = 2
each = { filters = [16, 32] }
layers = [{ type = "Residual", projection = "auto", layers = [{ type = "Conv2D", kernel_size = 3, padding = "same" }] }]

"""

CASES: dict[str, Edits] = {
    # The same experiment, written otherwise.
    "comments": [("format = 1", "# the first line\nformat = 1   # and more")],
    "layout": [("size = [28, 28]", "size = [\n  28,\n  28,\n]"), ("[split]\n", "\n\n[split]\n")],
    "order of tables": [('[task]\ntype = "multiclass"\n\n', ""), ("[training]", '[task]\ntype = "multiclass"\n\n[training]')],
    "order of keys": [("filters = 16\nkernel_size = 3", "kernel_size = 3\nfilters = 16")],
    "a default said aloud": [("factor = 0.05", 'factor = 0.05\nfill_mode = "reflect"')],
    "a name for a table": [('optimizer = "Adam"', 'optimizer = { type = "Adam" }')],
    "a fraction as a number": [('"1/255"', "0.00392156862745098")],
    "rescaling among the layers": [(RESCALING, ""), (CONV, '[[layers]]\ntype = "Rescaling"\nscale = "1/255"\n\n' + CONV)],
    # Data.
    "another seed of the split": [("test = 0.1", "test = 0.1\nseed = 5")],
    "another folder": [('path = "pictures"', 'path = "others"')],
    "another size": [("[28, 28]", "[32, 32]")],
    "more validation": [("validation = 0.2", "validation = 0.3")],
    "another kind of split": [('"stratified"', '"random"')],
    "classes chosen": [('color_mode = "grayscale"', 'color_mode = "grayscale"\nclasses = ["3", "8"]')],
    "another task": [('"multiclass"', '"binary"'), ('units = "classes"', "units = 1")],
    # Meaning and augmentation.
    "more may turn": [("orientation = 20", "orientation = 90")],
    "an aspect less": [("framing = 0.3\n", "")],
    "an op that became unsafe": [("factor = 0.05", "factor = 0.25")],
    "an op for some classes": [("factor = 0.05", 'factor = 0.05\nexcept_classes = ["6", "9"]')],
    "an op more": [(TRANSLATION, '[[augmentation]]\ntype = "RandomBrightness"\nfactor = 0.1\n\n' + TRANSLATION)],
    "ops exchanged": moved(BASE, TRANSLATION, ROTATION),
    # The network.
    "an inserted layer": [(FLATTEN, '[[layers]]\ntype = "Dropout"\nrate = 0.3\n\n' + FLATTEN)],
    "a removed layer": [('[[layers]]\ntype = "MaxPooling2D"\n\n', "")],
    "a moved layer": moved(BASE, '[[layers]]\ntype = "MaxPooling2D"', CONV),
    "a wider layer": [("units = 64", "units = 128")],
    "another activation": [('units = 64\nactivation = "relu"', 'units = 64\nactivation = "gelu"')],
    "a renamed layer": [('name = "hidden"', 'name = "first"')],
    "a layer replaced": [(FLATTEN, '[[layers]]\ntype = "GlobalAveragePooling2D"')],
    "an inserted block": [(FLATTEN, BLOCK + FLATTEN)],
    "strides": [("kernel_size = 3", "kernel_size = 3\nstrides = 2")],
    # Training.
    "another optimizer": [('"Adam"', '{ type = "SGD", momentum = 0.9 }')],
    "more epochs and patience": [("epochs = 10", "epochs = 50"), ("patience = 3", "patience = 9")],
    "no callbacks": [(BASE[BASE.index("\n[[training.callbacks]]") :], "")],
    "another seed": [("seed = 7", "seed = 8")],
    "another backend": [("seed = 7", 'seed = 7\nbackend = "jax"')],
}  # fmt: skip
SAME = list(CASES)[:8]


def told(tmp_path: Path, edits: Edits) -> str:
    """What the verb prints of the base and the base with these edits."""
    text = BASE
    for old, new in edits:
        assert old in text, f"{old!r} is not in the text"
        text = text.replace(old, new, 1)
    for name, content in (("before.toml", BASE), ("after.toml", text)):
        (tmp_path / name).write_text(content, encoding="utf-8")
    before, after = (Side.of(str(tmp_path / name)) for name in ("before.toml", "after.toml"))
    printed = io.StringIO()
    show(before, after, compare(before, after), Console(file=printed, width=200, highlight=False))
    return printed.getvalue().replace(str(tmp_path) + os.sep, "")


@pytest.mark.parametrize("case", CASES)
def test_the_text_is_what_stands_beside_it(case: str, tmp_path: Path) -> None:
    expected = PAIRS / f"{case.replace(' ', '_')}.txt"
    found = told(tmp_path, CASES[case])
    if os.environ.get("SPECBUILD_WRITE_GOLDEN"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", SAME)
def test_another_way_to_write_it_is_the_same_experiment(case: str, tmp_path: Path) -> None:
    assert told(tmp_path, CASES[case]) == "`before.toml` and `after.toml` are the same experiment\n"


def test_every_golden_file_has_its_case() -> None:
    assert {path.stem for path in PAIRS.glob("*.txt")} == {case.replace(" ", "_") for case in CASES}
