"""Compare a whole `specbuild run` with the script by hand, and its steady speed with the bare training step, in turn."""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

BY_HAND = Path(__file__).with_name("by_hand.py")
SPEC = """
format = 1
name = "benchmark"
backend = "tensorflow"
task.type = "multiclass"
loader = {{ type = "image_folder", path = {path}, size = [{size}, {size}], color_mode = "{colour}" }}
split = {{ type = "random", validation = 0.2 }}
meaning = {{ orientation = "free", scale = "free", position = "free", framing = "free" }}
augmentation = [
  {{ type = "RandomRotation", factor = 0.05, fill_mode = "constant" }},
  {{ type = "RandomZoom", height_factor = 0.1, fill_mode = "constant" }},
  {{ type = "RandomTranslation", height_factor = 0.0, width_factor = 0.1, fill_mode = "constant" }},
]
preprocessing = [{{ type = "Rescaling", scale = "1/255" }}]
layers = [
  {{ type = "Conv2D", filters = 16, kernel_size = 3, padding = "same", activation = "relu" }},
  {{ type = "MaxPooling2D" }},
  {{ type = "Conv2D", filters = 64, kernel_size = 3, padding = "same", activation = "relu" }},
  {{ type = "MaxPooling2D" }},
  {{ type = "Flatten" }},
  {{ type = "Dense", units = 128, activation = "relu" }},
  {{ type = "Dense", units = "classes" }},
]
training = {{ epochs = {epochs}, batch_size = {batch} }}
"""


def main() -> None:
    """Run all three in turn, as often as asked, and print their medians and ratios."""
    parser = argparse.ArgumentParser("python -m specbuild.workshop.benchmark", description=__doc__)
    parser.add_argument(
        "folder", type=Path, nargs="?", help="a folder of pictures, one folder a class; left out, scikit-learn's digits, enlarged"
    )
    parser.add_argument("--size", type=int, default=28)
    parser.add_argument("--channels", type=int, choices=[1, 3], default=1)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--turns", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        options.folder = (options.folder or _digits(Path(temporary))).resolve()
        turns = [
            {"specbuild": _specbuild(options, Path(temporary)), **{way: _by_hand(way, options) for way in ("fit", "limit")}}
            for _ in range(options.turns)
        ]
    _print(turns)


def _digits(folder: Path) -> Path:
    from PIL import Image
    from sklearn.datasets import load_digits

    digits = load_digits()
    for number, (picture, label) in enumerate(zip(digits.images, digits.target, strict=True)):
        file = folder / "digits" / str(label) / f"{number}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray((picture * 15.9375).astype("uint8")).resize((28, 28)).save(file)
    return folder / "digits"


def _specbuild(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    spec = folder / "benchmark.toml"
    colour = "rgb" if options.channels == 3 else "grayscale"
    values = {
        "path": json.dumps(str(options.folder)),
        "size": options.size,
        "colour": colour,
        "epochs": options.epochs,
        "batch": options.batch,
    }
    spec.write_text(SPEC.format(**values), encoding="utf-8")
    started = time.perf_counter()
    command = [sys.executable, "-m", "specbuild", "run", str(spec), "--into", str(folder / "runs")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ)
    seconds = time.perf_counter() - started
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    run = max((folder / "runs" / "benchmark").iterdir(), key=lambda path: int(path.name))
    with (run / "timings.csv").open(encoding="utf-8") as file:
        epochs = list(csv.DictReader(file))[1:]
    with (run / "split.csv").open(encoding="utf-8") as file:
        rows = sum(row["subset"] == "train" for row in csv.DictReader(file))
    result = json.loads((run / "result.json").read_text(encoding="utf-8"))
    training = min(float(row["training_seconds"]) for row in epochs)
    whole = min(float(row["training_seconds"]) + float(row["evaluation_seconds"]) for row in epochs)
    return {
        "rows_per_second": rows / training,
        "rows_per_second_with_validation": rows / whole,
        "process_seconds": seconds,
        "validation_accuracy": result["metrics"]["validation"]["accuracy"],
    }


def _by_hand(way: str, options: argparse.Namespace) -> dict[str, Any]:
    sizes = ["--size", options.size, "--channels", options.channels, "--batch", options.batch, "--epochs", options.epochs]
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, str(BY_HAND), way, str(options.folder), *map(str, sizes)], capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return {**found, "process_seconds": time.perf_counter() - started}


def _print(turns: list[dict[str, dict[str, Any]]]) -> None:
    def median(who: str, what: str) -> float:
        return statistics.median(float(turn[who][what]) for turn in turns)

    def ratio(what: str, over: str) -> float:
        return statistics.median(
            float(turn["specbuild"][what]) / float(turn[over][what.removesuffix("_with_validation")]) for turn in turns
        )

    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {len(turns)} turns, medians\n")
    print("| | whole process, s | rows/s, training steps | rows/s, with validation | validation accuracy |")
    print("|---|---|---|---|---|")
    print(
        f"| `specbuild run` | {median('specbuild', 'process_seconds'):.1f} | {median('specbuild', 'rows_per_second'):,.0f} "
        f"| {median('specbuild', 'rows_per_second_with_validation'):,.0f} | {median('specbuild', 'validation_accuracy'):.4f} |"
    )
    print(
        f"| Keras by hand | {median('fit', 'process_seconds'):.1f} | | {median('fit', 'rows_per_second'):,.0f} "
        f"| {median('fit', 'validation_accuracy'):.4f} |"
    )
    print(f"| bare training step | | {median('limit', 'rows_per_second'):,.0f} | | |\n")
    print(f"whole process, specbuild / by hand: {ratio('process_seconds', 'fit'):.2f} (at most 1.3)")
    print(f"steady rows/s, specbuild / bare step: {ratio('rows_per_second', 'limit'):.2f} (at least 0.8)")
    print(f"the same with validation in specbuild's time: {ratio('rows_per_second_with_validation', 'limit'):.2f}")


if __name__ == "__main__":
    main()
