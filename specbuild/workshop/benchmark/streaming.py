"""`python -m specbuild.workshop.benchmark.streaming`: peak memory of `predict` on many inputs, beside that on a tenth of them.

Rows of a table and pictures of a folder, each made here; whole processes, whose greatest resident size the system reports.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

MOST = 1.2  # times the memory for a tenth
MEGABYTE = 1_000_000
LEARNT_FROM = 600  # rows, or pictures, that the network is trained on
HEAD = """
format = 1
name = "streaming"
task.type = "{task}"
split = {{ type = "random", validation = 0.2 }}
training = {{ epochs = 1, batch_size = 32 }}
"""
TABLE = """
loader = { type = "table", path = "some.csv", target = "y" }
layers = [{ type = "Dense", units = 16, activation = "relu" }, { type = "Dense", units = 1 }]
"""
PICTURES = """
loader = { type = "image_folder", path = "some", size = [28, 28], color_mode = "grayscale" }
layers = [
  { type = "Rescaling", scale = "1/255" }, { type = "Conv2D", filters = 16, kernel_size = 3, activation = "relu" },
  { type = "MaxPooling2D" }, { type = "Flatten" }, { type = "Dense", units = "classes" },
]
"""


@dataclass(frozen=True, slots=True)
class Case:
    """One kind of input.

    Attributes:
        task: What is predicted.
        spec: The spec without its head.
        count: How many inputs.
        write: Writes so many inputs, named `some` for training, `tenth` and `all` for predicting, into a folder; gives their path.
    """

    task: str
    spec: str
    count: int
    write: Callable[[Path, str, int], Path]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser("python -m specbuild.workshop.benchmark.streaming", description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--pictures", type=int, default=10_000)
    options = parser.parse_args()
    cases = {"rows": Case("regression", TABLE, options.rows, _rows), "pictures": Case("multiclass", PICTURES, options.pictures, _pictures)}
    print("| | peak memory | for a tenth | ratio |\n|---|---|---|---|")
    worst = 0.0
    for name, case in cases.items():
        with tempfile.TemporaryDirectory() as folder:
            tenth, every = _measured(Path(folder), case)
        worst = max(worst, every / tenth)
        print(f"| {case.count:,} {name} | {every / MEGABYTE:,.0f} MB | {tenth / MEGABYTE:,.0f} MB | {every / tenth:.2f} |", flush=True)
    print(f"\nat most {MOST} is wanted: {'so it is' if worst <= MOST else 'it is not'}")
    sys.exit(0 if worst <= MOST else 1)


def _measured(folder: Path, case: Case) -> tuple[int, int]:
    """The peak memory in bytes for a tenth of the inputs, and for all."""
    (folder / "spec.toml").write_text(HEAD.format(task=case.task) + case.spec, encoding="utf-8")
    case.write(folder, "some", LEARNT_FROM)
    peak(folder, "run", "spec.toml", "--into", "runs")
    tenth, every = case.write(folder, "tenth", case.count // 10), case.write(folder, "all", case.count)
    return peak(folder, "predict", "runs/streaming/1", tenth.name), peak(folder, "predict", "runs/streaming/1", every.name)


def peak(folder: Path, *words: str) -> int:
    """The greatest resident size of a `specbuild` command, in bytes."""
    about: Mapping[str, str] = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"}
    with (folder / "said.txt").open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "specbuild", *words], cwd=folder, stdout=said, stderr=subprocess.STDOUT, env=about
        )
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit((folder / "said.txt").read_text(encoding="utf-8", errors="replace")[-2000:])
    return used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)  # macOS counts in bytes


def _rows(folder: Path, name: str, count: int) -> Path:
    random = np.random.default_rng(count)
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("a,b,c,d,colour,y\n")
        for values in random.normal(size=(count, 5)):
            file.write(",".join(f"{value:.5f}" for value in values[:4]) + f",{('red', 'green', 'blue')[int(abs(values[4]) * 10) % 3]},")
            file.write(f"{values.sum():.5f}\n")
    return path


def _pictures(folder: Path, name: str, count: int) -> Path:
    from PIL import Image

    random = np.random.default_rng(count)
    for number in range(count):
        place = folder / name / str(number % 3)
        place.mkdir(parents=True, exist_ok=True)
        Image.fromarray(random.integers(0, 256, (28, 28), dtype=np.uint8)).save(place / f"{number}.png")
    return folder / name


if __name__ == "__main__":
    main()
