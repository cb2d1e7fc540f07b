"""What augmentation costs: training with it and without in turn, and the samples a second of every operation alone.

python -m specbuild.workshop.benchmark.augmentation cost
python -m specbuild.workshop.benchmark.augmentation operations --into docs/how_to/augmentation_speed.md
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
import tensorflow as tf

from specbuild.catalogue import read
from specbuild.checking.grammar.entries import read_entries
from specbuild.running.data.feeding.feed import stream
from specbuild.running.data.feeding.source import Source
from specbuild.running.data.pipeline.facts import Facts
from specbuild.running.data.pipeline.pipeline import Pipeline
from specbuild.workshop.benchmark.examples import EXAMPLES

SHAPES = {
    "picture": (64, 64, 3), "volume": (24, 24, 24, 1), "clip": (12, 32, 32, 1), "series": (128, 4), "audio": (8000, 1), "text": (64,),
    "vector": (16,),
}  # fmt: skip
GEOMETRY = [
    {"type": "RandomRotation", "factor": 0.05, "fill_mode": "constant"},
    {"type": "RandomZoom", "height_factor": 0.1, "fill_mode": "constant"},
    {"type": "RandomTranslation", "height_factor": 0.1, "width_factor": 0.1, "fill_mode": "constant"},
]
BATCH, ROWS, CLASSES = 64, 1024, 10
VOCABULARY = 1000


def main() -> None:
    """Measure one of both."""
    parser = argparse.ArgumentParser("python -m specbuild.workshop.benchmark.augmentation", description=__doc__)
    parser.add_argument("what", choices=["cost", "operations"])
    parser.add_argument("--turns", type=int, default=5, help="how often both are measured in turn")
    parser.add_argument("--seconds", type=float, default=1.0, help="for each operation")
    parser.add_argument("--into", type=Path, help="a file for the table; left out, it is printed")
    options = parser.parse_args()
    if options.what == "cost":
        print(_cost(options.turns))
        return
    page = _page(list(_operations(options.seconds)))
    if options.into:
        options.into.write_text(page, encoding="utf-8")
    else:
        print(page)


def _cost(turns: int) -> str:
    """Samples a second of the reference network at 64x64x3, with rotation, zoom and translation and without, in turn."""
    model = _network()
    sources = {"without": _source([]), "with": _source(GEOMETRY)}
    feeds: dict[str, Any] = {name: iter(stream(source)) for name, source in sources.items()}
    steps = ROWS // BATCH
    measured: dict[str, list[float]] = {name: [] for name in sources}
    for turn in range(turns + 1):
        for name, feed in feeds.items():
            started = time.perf_counter()
            for _ in range(steps):
                model.train_on_batch(*next(feed))
            if turn:  # the first turn compiles
                measured[name].append(steps * BATCH / (time.perf_counter() - started))
    medians = {name: statistics.median(found) for name, found in measured.items()}
    ratios = [there / bare for there, bare in zip(measured["with"], measured["without"], strict=True)]
    words = ", ".join(f"{name} {medians[name]:,.0f} samples/s" for name in medians)
    return f"{_machine()}: {words}; ratio of each turn {', '.join(f'{one:.2f}' for one in ratios)}, median {statistics.median(ratios):.3f}"


def _network() -> keras.Model:
    layers = keras.layers
    model = keras.Sequential([
        keras.Input((64, 64, 3)), layers.Rescaling(1 / 255), layers.Conv2D(16, 3, padding="same", activation="relu"), layers.MaxPooling2D(),
        layers.Conv2D(64, 3, padding="same", activation="relu"), layers.MaxPooling2D(), layers.Flatten(),
        layers.Dense(128, activation="relu"), layers.Dense(CLASSES),
    ])  # fmt: skip
    model.compile(optimizer="adam", loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    return model


def _source(written: list[dict[str, Any]]) -> Source:
    random = np.random.default_rng(0)
    samples = random.integers(0, 256, (ROWS, 64, 64, 3), dtype="uint8")
    targets = random.integers(0, CLASSES, ROWS).astype("int32")
    entries, wrong = read_entries(written, "augmentations", ("augmentation",))
    assert not wrong, wrong
    facts = Facts((64, 64, 3), (0.0, 255.0), "multiclass", tuple(map(str, range(CLASSES))))
    return Source(np.arange(ROWS), lambda rows: samples[rows], targets, Pipeline.of(entries, facts, 0), BATCH)


def _operations(seconds: float) -> Iterator[tuple[str, str, float]]:
    """Each operation on every sample of its first kind, draws included."""
    for name, arguments in EXAMPLES.items():
        kind = _kind(name)
        entries, wrong = read_entries([{"type": name, "probability": 1.0, **_fitting(name, arguments)}], "augmentations", ("augmentation",))
        assert not wrong, wrong
        yield name, kind, _speed(Pipeline.of(entries, _facts(kind), 0), kind, seconds)


def _kind(name: str) -> str:
    kinds = read.table("augmentations")[name].facts.get("kinds") or ["picture"]
    return str(kinds[0])


def _fitting(name: str, arguments: Any) -> Any:
    return {"height": 64, "width": 64} if name == "RandomCrop" else arguments


def _facts(kind: str) -> Facts:
    shape = SHAPES[kind]
    many = {"center": (0.0,) * shape[0], "spread": (1.0,) * shape[0], "numeric": tuple(range(shape[0]))} if kind == "vector" else {}
    more: dict[str, Any] = {"vocabulary": VOCABULARY, "padding": 0.0} if kind == "text" else many
    bounds = (0.0, 255.0) if kind in ("picture", "volume", "clip") else (-1.0, 1.0) if kind == "audio" else None
    return Facts(shape, bounds, "multiclass", tuple(map(str, range(CLASSES))), kind, **more)


def _speed(pipeline: Pipeline, kind: str, seconds: float) -> float:
    random = np.random.default_rng(0)
    shape = (BATCH, *SHAPES[kind])
    drawn = random.integers(2, VOCABULARY, shape) if kind == "text" else random.uniform(0, 1, shape) * (255 if kind == "picture" else 1)
    samples = tf.constant(drawn.astype("int32" if kind == "text" else "float32"))
    targets = tf.constant(random.integers(0, CLASSES, BATCH).astype("int32"))
    act = tf.function(pipeline.apply)
    act(samples, targets, tf.constant(pipeline.draws(0, 0, BATCH)))
    done, started = 0, time.perf_counter()
    while (spent := time.perf_counter() - started) < seconds or not done:
        act(samples, targets, tf.constant(pipeline.draws(0, done, BATCH)))
        done += BATCH
    return done / spent if spent else float("inf")


def _machine() -> str:
    return f"{platform.machine()}, {os.cpu_count()} cores, Keras {keras.__version__}, TensorFlow {tf.__version__}"


def _page(found: list[tuple[str, str, float]]) -> str:
    rows = [f"| `{name}` | {kind} {'x'.join(map(str, SHAPES[kind]))} | {speed:,.0f} |" for name, kind, speed in found]
    return "\n".join([
        "# How fast augmentations are", "",
        "Samples a second of each augmentation alone, on every sample of a batch of 64, its random numbers included. In training they run",
        "beside the network, on the cores that it leaves. Trust ratios: the numbers are of one machine under other load.", "",
        f"{_machine()}; made by `python -m specbuild.workshop.benchmark.augmentation operations --into THIS_FILE`.", "",
        "| augmentation | on samples | samples/s |", "|---|---|---:|", *rows, "",
    ])  # fmt: skip


if __name__ == "__main__":
    main()
