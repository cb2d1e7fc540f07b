"""A training with its cause built in, and the sets of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Recipe:
    """A training with its cause built in.

    `validation` rows are held out; `rows` of the others are trained on; `leaked` is how often the held-out rows stand among the training
    rows as well; `noise` is the share of other training labels that are wrong then, as in the data of people who paste files together.
    `stop` ends it as `EarlyStopping` with that patience does, the best weights put back.
    """

    cause: str
    data: str
    seed: int
    rows: int = 1000
    validation: int = 350
    epochs: int = 30
    units: tuple[int, ...] = (64,)
    rate: float = 0.001
    optimizer: str = "Adam"
    batch: int = 32
    dropout: float = 0.0
    shuffled: bool = False
    leaked: int = 0
    noise: float = 0.0
    stop: int = 0


def first() -> list[Recipe]:
    """Trainings on the digits."""
    found = []
    for seed in range(8):
        wide = (64, 128, 256, 64)[seed % 4]
        found += [
            Recipe("healthy", "digits", seed, units=(wide,), epochs=18 + seed),
            Recipe("healthy", "digits", 100 + seed, units=(128, 64), dropout=0.3 + 0.03 * seed, epochs=30, batch=32),
            Recipe("healthy", "digits", 200 + seed, units=(32 + 8 * seed,), epochs=60, stop=4, rate=0.002),
            Recipe("too few samples", "digits", seed, rows=40 + 10 * seed, units=(128, 128), epochs=80, batch=8),
            Recipe("too large a network", "digits", seed, rows=300, noise=0.15, units=(512, 512), epochs=40 + 2 * seed),
            Recipe("shuffled labels", "digits", seed, rows=600, units=(256, 256), shuffled=True, epochs=40, rate=0.001 + 0.0002 * seed),
            Recipe("learning rate too high", "digits", seed, units=(64, 64), optimizer="SGD", rate=(3.0, 10.0, 30.0, 100.0)[seed % 4]),
            Recipe("leaked rows", "digits", seed, rows=500, leaked=1 + seed % 3, noise=0.1 + 0.02 * seed, units=(64,), epochs=20),
            Recipe("tiny validation", "digits", seed, validation=8 + 2 * seed, epochs=25),
            Recipe("too few epochs", "digits", seed, epochs=3 + seed % 3, rate=0.0003, units=(32,)),
            Recipe("under-fitting", "digits", seed, epochs=15, rate=1e-6 * (1 + seed), units=(16,)),
        ]  # fmt: skip
    return found


def second() -> list[Recipe]:
    """Trainings on data of other people, with other seeds."""
    found = []
    for number in range(8):
        seed = 1000 + 17 * number
        data = ("cancer", "wine")[number % 2]
        rows, validation = (380, 150) if data == "cancer" else (110, 60)
        same: dict[str, Any] = {"data": data, "rows": rows, "validation": validation, "batch": 16}
        found += [
            Recipe("healthy", seed=seed, **same, units=(16,), epochs=25 if data == "cancer" else 40, rate=0.001, dropout=0.1),
            Recipe("healthy", seed=seed + 1, **same, units=(32,), dropout=0.3, epochs=30 if data == "cancer" else 45),
            Recipe("healthy", seed=seed + 2, **same, units=(24, 12), epochs=80, stop=4, rate=0.002),
            Recipe("too few samples", seed=seed, **{**same, "rows": 16 + number}, units=(128, 128), epochs=120, noise=0.1),
            Recipe("too large a network", seed=seed, **same, noise=0.15, units=(512, 512), epochs=50),
            Recipe("shuffled labels", seed=seed, **same, units=(256, 256), shuffled=True, epochs=60),
            Recipe("learning rate too high", seed=seed, **same, units=(64, 64), optimizer="SGD", rate=(10.0, 30.0, 100.0)[number % 3]),
            Recipe("leaked rows", seed=seed, **same, leaked=1 + number % 3, noise=0.15 + 0.02 * number, units=(64,), epochs=25),
            Recipe("tiny validation", seed=seed, **{**same, "validation": 7 + 2 * number}, units=(16,), epochs=25),
            Recipe("too few epochs", seed=seed, **same, epochs=3 + number % 3, rate=0.0003 if data == "cancer" else 0.001, units=(16,)),
            Recipe("under-fitting", seed=seed, **same, epochs=20, rate=1e-6 * (1 + number), units=(8,)),
        ]  # fmt: skip
    return found


_THIRD = {"moons": (800, 60, 0.006), "clusters": (2500, 40, 0.002), "formula": (1500, 80, 0.004), "patches": (1500, 40, 0.001)}


def third() -> list[Recipe]:
    """Trainings on data that no threshold was set on: points, clusters, numbers to predict, and pieces of photographs."""
    found = []
    for number in range(12):
        data = ("moons", "clusters", "formula", "patches")[number % 4]
        seed, turn = 5000 + 31 * number, number // 4
        rows, epochs, rate = _THIRD[data]
        same: dict[str, Any] = {"data": data, "rows": rows, "validation": 300, "rate": rate}
        found += [
            Recipe("healthy", seed=seed, **same, units=(32,), epochs=epochs),
            Recipe("healthy", seed=seed + 1, **same, units=(48,), dropout=0.2, epochs=epochs + 10 * turn),
            Recipe("healthy", seed=seed + 2, **same, units=(32, 16), epochs=2 * epochs, stop=4 + turn),
        ]  # fmt: skip
        if turn == 2:
            continue
        noise = 0.15 + 0.05 * turn
        found += [
            Recipe("too few samples", seed=seed + 3, **{**same, "rows": 40 + 20 * turn}, units=(128, 128), epochs=100, batch=8, noise=0.1),
            Recipe("too large a network", seed=seed + 4, **{**same, "rows": 300}, noise=0.15, units=(256, 256), epochs=60),
            Recipe("shuffled labels", seed=seed + 5, **{**same, "rows": 400}, units=(256, 256), shuffled=True, epochs=60),
            Recipe("learning rate too high", seed=seed + 6, **{**same, "rate": (30.0, 100.0)[turn]}, units=(64, 64), optimizer="SGD"),
            Recipe("leaked rows", seed=seed + 7, **{**same, "rows": 400}, leaked=1 + turn, noise=noise, units=(128,), epochs=30),
            Recipe("tiny validation", seed=seed + 8, **{**same, "validation": 9 + 2 * number}, units=(16,), epochs=25),
            Recipe("too few epochs", seed=seed + 9, **{**same, "rate": rate / 5}, units=(32,), epochs=3 + number % 4),
            Recipe("under-fitting", seed=seed + 10, **{**same, "rate": 1e-6 * (1 + number)}, units=(16,), epochs=20),
        ]  # fmt: skip
    return found
