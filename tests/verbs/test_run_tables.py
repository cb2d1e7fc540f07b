"""Whole runs on tables: they learn, go on after a stop, and leave a model that speaks in the unit of the targets."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[2]
SPEC = """
format = 1
name = "prices"
seed = 1
backend = "tensorflow"
task.type = "regression"
loader = {{ type = "table", path = "prices.csv", target = {target} }}
split = {{ type = "random", validation = 0.2, test = 0.2 }}
layers = [{{ type = "Dense", units = 16, activation = "relu" }}, {{ type = "Dropout", rate = 0.1 }}, {{ type = "Dense", units = {units} }}]
training = {{ epochs = 30, batch_size = 16, optimizer = {{ type = "Adam", learning_rate = 0.01 }} }}
"""
pytestmark = pytest.mark.slow


def specbuild(folder, *words, check=True):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TF_CPP_MIN_LOG_LEVEL": "3"}
    command = [sys.executable, "-m", "specbuild", *map(str, words)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=environment)
    assert not check or done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder, random = tmp_path_factory.mktemp("prices"), np.random.default_rng(0)
    size, place = random.uniform(20, 200, 300), random.integers(0, 3, 300)
    price = 50_000 + 3_000 * size + 40_000 * place + random.normal(0, 5_000, 300)
    rows = zip(size, place, price, -price / 1000, strict=True)
    with (folder / "prices.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["size", "place", "price", "debt"])
        writer.writerows((f"{a:.2f}", ["north", "south", "west"][b], f"{c:.0f}", f"{d:.3f}") for a, b, c, d in rows)
    (folder / "one.toml").write_text(
        SPEC.format(target='"price"', units=1).replace('target = "price"', 'target = "price", drop = ["debt"]')
    )
    (folder / "two.toml").write_text(SPEC.format(target='["price", "debt"]', units=2))
    return folder


@pytest.fixture(scope="module")
def one(folder):
    specbuild(folder, "run", "one.toml", "--into", "one")
    return folder / "one/prices/1"


def test_two_targets_of_different_units_are_both_learnt(folder):
    specbuild(folder, "run", "two.toml", "--into", "two")
    result = json.loads((folder / "two/prices/1/result.json").read_text())
    each = result["each"]["test"]
    assert each["price"]["rmse"] < 20_000
    assert each["debt"]["rmse"] < 20
    assert each["price"]["r2"] > 0.95
    assert each["debt"]["r2"] > 0.95


def test_the_model_gives_the_unit_of_the_targets_in_plain_keras(one):
    learnt = json.loads((one / "learnt.json").read_text())["features"]
    size = next(feature for feature in learnt if feature["column"] == "size")
    code = (
        "import sys, keras, numpy as np\n"
        "assert 'specbuild' not in sys.modules\n"
        f"model = keras.models.load_model({str(one / 'model.keras')!r})\n"
        f"print(float(model.predict_on_batch(np.array([[{(100 - size['mean']) / size['scale']}, 1, 0, 0]], 'float32'))[0, 0]))"
    )
    environment = {**os.environ, "KERAS_BACKEND": "tensorflow"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert float(done.stdout.split()[-1]) == pytest.approx(350_000, rel=0.1)


def test_a_stopped_regression_goes_on_to_the_same_numbers(folder, one):
    specbuild(folder, "run", "one.toml", "--into", "half", "--set", "training.epochs=12")
    specbuild(folder, "run", "one.toml", "--into", "half", "--resume", "half/prices/1")
    assert (folder / "half/prices/1/metrics.csv").read_bytes() == (one / "metrics.csv").read_bytes()


@pytest.mark.parametrize(
    ("overrides", "said"),
    [
        pytest.param(["--set", "task.target_scaling=\"standard\"", "--set", 'training.loss="Poisson"'], "error[O015]", id="no distance"),
        pytest.param(["--set", 'training.resample="balanced"'], "error[O016]", id="no classes to resample"),
        pytest.param(["--set", 'loader.target="prize"'], "did you mean `price`?", id="a column that is not there"),
    ],
)  # fmt: skip
def test_refused(folder, overrides, said):
    done = specbuild(folder, "run", "one.toml", "--into", "none", *overrides, check=False)
    assert done.returncode == 1
    assert said in done.stderr + done.stdout
    assert not (folder / "none").exists()
