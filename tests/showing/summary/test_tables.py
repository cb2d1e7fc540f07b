"""The tables before and after a run: right numbers, aligned, in 80 columns, whatever things are called."""

from __future__ import annotations

import io
import math
from pathlib import Path

import pytest
from rich.console import Console

from specbuild.checking.plan.plan import Plan, Planned, Step
from specbuild.checking.plan.size import unknown
from specbuild.running.workdir.result import Result
from specbuild.showing.summary import class_table, plan_table, result_table

CLASSES = unknown("classes")
DENSE = Step(("layers", 0), "Dense", (784,), Planned((128,), 100_480, 0, 100_352))
HEAD = Step(("layers", 1), "Dense", (128,), Planned((CLASSES,), CLASSES * 129, 0, CLASSES * 128))
NORMALIZED = Step(("layers", 2), "BatchNormalization", (128,), Planned((128,), 256, 256, 512))
ODD = Step(("layers", 3), "Odd", (128,), Planned(None))


def console(width: int = 80) -> Console:
    return Console(file=io.StringIO(), width=width, highlight=False)


def text(to: Console) -> str:
    assert isinstance(to.file, io.StringIO)
    return to.file.getvalue()


def shown(*steps: Step, complete: bool = True) -> str:
    to = console()
    plan_table.show_plan(Plan((784,), steps, complete), batch_size=32, console=to)
    return text(to)


def test_a_plan_shows_each_layer_and_the_totals() -> None:
    lines = shown(DENSE, NORMALIZED).splitlines()
    assert [line.split() for line in lines if line.strip().startswith(("input", "Dense", "Batch", "total"))] == [
        ["input", "784"],
        ["Dense", "128", "100,480", "100", "k", "512", "B"],
        ["BatchNormalization", "128", "512", "512", "512", "B"],
        ["total", "100,992", "101", "k", "1.02", "kB"],
    ]
    assert any("256 are fixed" in line for line in lines)


def test_a_plan_says_what_memory_a_batch_takes() -> None:
    assert "a batch of 32 takes 32.8 kB of outputs" in shown(DENSE, NORMALIZED)
    assert "a batch" not in shown(HEAD)


def test_what_only_data_tell_is_a_name_and_said_to_be_one() -> None:
    assert "129·classes" in shown(HEAD)
    assert "a name stands for a size that only the data tell" in shown(HEAD)
    assert "a name stands" not in shown(DENSE)


def test_a_layer_without_a_plan_is_a_question_mark_and_the_total_a_lower_bound() -> None:
    assert "? means" in shown(DENSE, ODD)
    assert "at least" in shown(DENSE, ODD)
    assert "at least" not in shown(DENSE)
    assert "ends at the layer with the finding" in shown(DENSE, complete=False)


@pytest.mark.parametrize("steps", [(DENSE, NORMALIZED, HEAD, ODD), (HEAD,) * 3])
def test_a_plan_fits_into_80_columns(steps: tuple[Step, ...]) -> None:
    assert max(map(len, shown(*steps).splitlines())) <= 80


def test_a_class_table_counts_rows_by_class_and_subset() -> None:
    to = console()
    labels = ["[red]", "b", "b", "\x1b[2J"]
    to.print(class_table.table(["[red]", "b", "\x1b[2J"], labels, ["train", "train", "test", "train"]))
    rows = [line.split() for line in text(to).splitlines()]
    assert ["class", "train", "test"] in rows
    assert ["[red]", "1", "0"] in rows
    assert ["b", "1", "1"] in rows
    assert ["\\x1b[2J", "1", "0"] in rows
    assert ["total", "3", "1"] in rows


def test_of_many_classes_the_largest_and_the_smallest_are_listed() -> None:
    classes = [f"c{number}" for number in range(100)]
    labels = [name for number, name in enumerate(classes) for _ in range(number + 1)]
    to = console()
    to.print(class_table.table(classes, labels, ["train"] * len(labels)))
    rows = text(to)
    assert "c99" in rows
    assert "c0" in rows
    assert "c50" not in rows
    assert "… 81 more" in rows
    assert "5,050" in rows


RESULT = Result(
    "multiclass",
    ("a", "b"),
    {"train": {"accuracy": 0.99, "log_loss": 0.02}, "test": {"accuracy": 0.9712, "roc_auc": math.nan}},
    {"test": {"accuracy": 0.1}},
    {"kind": "overfitting", "epoch": 4, "sentence": "Overfitting from epoch 4.", "advice": "add `Dropout`"},
    6,
    intervals={"test": {"accuracy": (0.96, 0.982)}},
)


def test_the_result_shows_metrics_beside_the_trivial_predictor_then_the_verdict_then_the_folder() -> None:
    to = console()
    result_table.show(RESULT, Path("runs/flowers/3"), to)
    said = text(to)
    rows = [line.split() for line in said.splitlines()]
    assert ["train", "test", "95", "%", "interval", "trivial"] in rows
    assert ["accuracy", "0.9900", "0.9712", "0.9600", "–", "0.9820", "0.1000"] in rows
    assert ["log", "loss", "0.0200"] in rows
    assert ["ROC", "AUC", "–"] in rows
    assert "Overfitting from epoch 4.\n  What may help: add `Dropout`." in "\n".join(line.rstrip() for line in said.splitlines())
    assert said.splitlines()[-1] == "run: runs/flowers/3"
    assert max(map(len, said.splitlines())) <= 80


def test_a_long_path_is_not_broken() -> None:
    to = console()
    result_table.show(RESULT, Path("runs") / ("x" * 120) / "3", to)
    assert f"run: runs/{'x' * 120}/3" in text(to).splitlines()
