"""Plots: they are drawn for any numbers and names, say what they show, and the same numbers give the same bytes."""

from __future__ import annotations

import math
import re
import subprocess
import sys
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from specbuild.running.metrics.predictions import Predictions
from specbuild.running.workdir.folder import RunFolder
from specbuild.running.workdir.result import Result
from specbuild.showing.plots import confusion, curves, folder, pixels, regression, style

pytestmark = pytest.mark.slow  # left out of the tests for every save

if TYPE_CHECKING:
    from matplotlib.figure import Figure

NAN, INF = math.nan, math.inf


@pytest.fixture(autouse=True)
def _no_warnings() -> None:
    warnings.simplefilter("error")


def texts(figure: Figure, folder_: Path) -> list[str]:
    """The words of a figure, as they stand in its SVG."""
    path = style.write(figure, folder_ / "plot.svg", title="a", description="b")
    return ["".join(node.itertext()).strip() for node in ET.parse(path).iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        pytest.param(
            {"loss": [2, 1, 0.5], "val_loss": [2, 1.5, 1.4]}, {"training", "0.5000", "validation", "1.4000"}, id="training and validation"
        ),
        pytest.param({"loss": [2, 1, 0.5]}, {"training", "0.5000"}, id="no validation"),
        pytest.param({"loss": [0.5], "val_loss": [0.5]}, {"training", "validation", "1"}, id="one epoch, equal numbers"),
        pytest.param({"loss": np.exp(-np.arange(300) / 30)}, {"training", "1", "0.1", "0.001", "300"}, id="300 epochs over magnitudes"),
        pytest.param({"loss": [2, 9, INF, NAN], "val_loss": [2, NAN, NAN, NAN]}, {"9.0000", "2.0000"}, id="lost on the way"),
        pytest.param({"loss": [NAN, NAN], "val_loss": [INF, NAN]}, {"not a number in any epoch"}, id="never a number"),
        pytest.param({"loss": [0.0, 0.0, 0.0]}, {"training", "0.0000"}, id="all zero"),
        pytest.param({"loss": [1e30, 1e-30]}, {"training", "1.0e-30"}, id="far apart"),
    ],
)
def test_a_curve_names_its_lines_where_they_end(tmp_path: Path, history: dict[str, Sequence[float]], expected: set[str]) -> None:
    found = texts(curves.draw(history, "loss", best=1, trouble=(2, "overfitting")), tmp_path)
    words = {line for text in found for line in (text, *text.split("\n"))}
    assert expected <= words | set(re.findall(r"\S+", " ".join(found)))


def test_the_kept_epoch_and_the_trouble_are_marked(tmp_path: Path) -> None:
    history = {"loss": [3, 2, 1, 0.5], "val_loss": [3, 2, 2.5, 3]}
    assert {"kept: epoch 2", "overfitting"} <= set(texts(curves.draw(history, "loss", best=2, trouble=(3, "overfitting")), tmp_path))
    assert not {"kept: epoch 9", "overfitting"} & set(texts(curves.draw(history, "loss", best=9, trouble=(9, "overfitting")), tmp_path))


def test_a_curve_is_described_in_words() -> None:
    said = curves.describe({"loss": [2, 1], "val_loss": [2, NAN]}, "loss")
    assert said == "loss over 2 epochs: training from 2.0000 to 1.0000, validation from 2.0000 to –"


@pytest.mark.parametrize("size", [2, 3, 10, 20, 40, 100])
def test_a_confusion_matrix_names_its_classes_and_counts_where_there_is_room(tmp_path: Path, size: int) -> None:
    counts = np.diag(np.arange(1, size + 1) * 1111)
    found = texts(confusion.draw(counts, [f"class number {at}" for at in range(size)]), tmp_path)
    assert found.count("class number 0") == 2
    assert (found.count(f"class number {size - 1}") == 2) == (size <= 50)
    assert any("1,111" in text for text in found) == (size <= 20)
    assert (tmp_path / "plot.svg").stat().st_size < 200_000


@pytest.mark.parametrize("name", ["$x", "$x$ $\\frac$", "<script>&\"'", "信号", "a\udcff\x00", "x" * 300, " "])
def test_any_name_can_be_drawn(tmp_path: Path, name: str) -> None:
    found = texts(confusion.draw(np.eye(2, dtype=int), [name, "b"]), tmp_path)
    assert found.count(style.shortened(name).strip()) == 2
    texts(regression.draw_predicted(np.zeros(1), np.zeros(1), name), tmp_path)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([[3, 0], [0, 4]], "7 of 7 rows are predicted rightly"),
        ([[3, 1], [0, 4]], "7 of 8 rows are predicted rightly; no mistake occurs twice"),
        ([[3, 2], [5, 4]], "7 of 14 rows are predicted rightly; the most frequent mistake is dog taken for cat (5 times)"),
    ],
)
def test_a_confusion_matrix_is_described_in_words(counts: list[list[int]], said: str) -> None:
    assert confusion.describe(np.array(counts), ["cat", "dog"]) == said


def test_pictures_keep_their_values() -> None:
    pictures = np.array([0, 128, 255], np.uint8).reshape(1, 1, 3, 1)
    assert pixels.as_bytes(pictures, (0, 255)).ravel().tolist() == [0, 128, 255]
    assert pixels.as_bytes(pictures / 255 * 2 - 1, (-1, 1)).ravel().tolist() == [0, 128, 255]
    assert pixels.as_bytes(np.full((1, 1, 1, 1), 7.0), None).ravel().tolist() == [0]
    assert pixels.as_bytes(np.full((1, 1, 1, 1), NAN), (0, 1)).ravel().tolist() == [0]


@pytest.mark.parametrize("rows", [1, 2, 500, 20_000])
def test_predicted_numbers_are_drawn(tmp_path: Path, rows: int) -> None:
    true = np.random.default_rng(0).normal(size=rows)
    for draw in (regression.draw_predicted, regression.draw_residuals):
        assert any("price" in text for text in texts(draw(true, true + 1, "price"), tmp_path))
        assert (tmp_path / "plot.svg").stat().st_size < 500_000
    assert regression.describe(true, true + 1, "price") == "price: predictions are off by 1.0000 on average, at most by 1.0000"


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_the_same_numbers_give_the_same_bytes_and_carry_their_description(tmp_path: Path, ending: str) -> None:
    for name in "ab":
        style.write(
            curves.draw({"loss": [2, 1]}, "loss", best=2), tmp_path / f"{name}.{ending}", title="loss by epoch", description="it <falls>"
        )
    content = (tmp_path / f"a.{ending}").read_bytes()
    assert content == (tmp_path / f"b.{ending}").read_bytes()
    assert b"loss by epoch" in content


def test_the_users_own_settings_of_matplotlib_change_nothing(tmp_path: Path) -> None:
    import matplotlib

    before = style.write(curves.draw({"loss": [2, 1]}, "loss"), tmp_path / "a.svg", title="a", description="b").read_bytes()
    with matplotlib.rc_context({"font.size": 30, "lines.linewidth": 9, "svg.fonttype": "path"}):
        after = style.write(curves.draw({"loss": [2, 1]}, "loss"), tmp_path / "a.svg", title="a", description="b").read_bytes()
        assert matplotlib.rcParams["font.size"] == 30
    assert before == after


def test_a_run_gets_one_file_a_plot(tmp_path: Path) -> None:
    run = RunFolder.create(tmp_path, "a")
    history = {"loss": [2.0, 1.0], "my metric/1": [0.5, 0.6], "val_loss": [2.0, 1.5], "val_only": [1.0, 2.0], "learning_rate": [0.1, 0.01]}
    result = Result("multiclass", ("a", "b"), {}, {}, {"kind": "overfitting", "epoch": 2}, 2, kept_epoch=1)
    test = Predictions("multiclass", ["1", "2"], np.array([0, 1]), np.eye(2), ("a", "b"))
    written = folder.write(run, history, result, test)
    of_history = ["loss.svg", "my_metric_1.svg", "val_only.svg", "learning_rate.svg"]
    names = [*of_history, "confusion.svg", "roc.svg", "precision_recall.svg", "calibration.svg"]
    assert [path.name for path in written] == names
    assert sorted(path.name for path in run.plots.iterdir()) == sorted(names)


def test_a_regression_gets_two_plots_a_target(tmp_path: Path) -> None:
    run = RunFolder.create(tmp_path, "a")
    test = Predictions("regression", ["1", "2"], np.ones((2, 2)), np.zeros((2, 2)), ("x", "y"))
    written = folder.write(run, {"loss": [1.0]}, Result("regression", ("x", "y"), {}, {}, {}, 1), test)
    assert [path.name for path in written] == ["loss.svg", "predicted-x.svg", "errors-x.svg", "predicted-y.svg", "errors-y.svg"]


def test_importing_the_plots_does_not_import_matplotlib() -> None:
    code = "import sys, specbuild.showing.plots.folder; sys.exit(bool({'matplotlib', 'keras', 'matplotlib.pyplot'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_drawing_does_not_import_pyplot() -> None:
    code = (
        "import sys; from specbuild.showing.plots import curves\n"
        "curves.draw({'loss': [1, 2]}, 'loss'); sys.exit(bool({'matplotlib.pyplot', 'keras'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("trouble", "scale"),
    [
        pytest.param(None, "log", id="a loss that falls by magnitudes"),
        pytest.param((4, "overfitting"), "linear", id="a validation loss that rises, which has to be seen"),
    ],
)
def test_the_scale_shows_what_matters(trouble: tuple[int, str] | None, scale: str) -> None:
    history = {"loss": [1.0, 0.1, 0.01, 0.005, 0.002], "val_loss": [1.0, 0.8, 0.7, 0.9, 1.1]}
    assert curves.draw(history, "loss", trouble=trouble).axes[0].get_yscale() == scale
