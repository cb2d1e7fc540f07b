"""Train on data four times as large as the memory allowed, and on a quarter of it, and compare the most memory that both take.

    python -m specbuild.workshop.benchmark.memory [--allowed MIB] [--into DIR] [--only NAME ...]

Makes two sets of each form: photographs of noise in class folders, and an array that stays on the disk. Each is trained on whole and on a
quarter of it, with `SPECBUILD_MEMORY` set to the size of the quarter, each in a process of its own. Prints a Markdown table; status 1 where
a whole set takes more than 1.2 times what its quarter takes.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np

SIDE = 96  # pixels
SAMPLE = SIDE * SIDE * 3  # bytes of one
TIMES, MOST = 4, 1.2
SPEC = """
format = 1
name = "memory"
seed = 0

[task]
type = "binary"

[loader]
{loader}

[split]
type = "random"
validation = 0.1

[[preprocessing]]
type = "Rescaling"
scale = "1/255"

[[layers]]
type = "Conv2D"
filters = 4
kernel_size = 4
strides = 4
activation = "relu"

[[layers]]
type = "GlobalAveragePooling2D"

[[layers]]
type = "Dense"
units = 1
activation = "sigmoid"

[training]
epochs = 2
batch_size = 32
"""


class Peak(NamedTuple):
    """The most memory that a run took, in bytes, and its seconds of processor time."""

    nbytes: int
    seconds: float


def main() -> int:
    """Make, run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--allowed", type=int, default=64, metavar="MIB", help="memory that data may take, in MiB")
    parser.add_argument("--into", type=Path, default=None, help="where data and runs go; left out, they are removed")
    parser.add_argument("--only", nargs="+", choices=tuple(FORMS), default=tuple(FORMS))
    options = parser.parse_args()
    print("| data | a quarter, MiB | all, MiB | times | again, MiB | seconds of processor time |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as temporary:
        ratios = [measure(name, options.into or Path(temporary), options.allowed * 2**20) for name in options.only]
    return 0 if max(ratios) <= MOST else 1


def measure(name: str, into: Path, allowed: int) -> float:
    """Make both sets of a form, train on each, and print the row of the table."""
    quarter = allowed // SAMPLE
    peaks = [run(FORMS[name](into / f"{name}_{count}", count), into, allowed) for count in (quarter, TIMES * quarter)]
    again = run(FORMS[name](into / f"{name}_{TIMES * quarter}", TIMES * quarter), into, allowed)
    small, large = (peak.nbytes / 2**20 for peak in peaks)
    seconds = " / ".join(f"{peak.seconds:.0f}" for peak in (*peaks, again))
    print(f"| {name} | {small:,.0f} | {large:,.0f} | {large / small:.2f} | {again.nbytes / 2**20:,.0f} | {seconds} |", flush=True)
    return large / small


def pictures(folder: Path, count: int) -> str:
    """PNG files in two class folders; the lines of the loader."""
    from PIL import Image

    for number in range(count if not folder.exists() else 0):
        inside = folder / "ab"[number % 2]
        inside.mkdir(parents=True, exist_ok=True)
        Image.fromarray(_noise(number)).save(inside / f"{number}.png", compress_level=1)
    return f'type = "image_folder"\npath = "{folder}"\nsize = [{SIDE}, {SIDE}]'


def array(folder: Path, count: int) -> str:
    """Two `.npy` files; the lines of the loader."""
    if not folder.exists():
        folder.mkdir(parents=True)
        x = np.lib.format.open_memmap(folder / "x.npy", "w+", np.uint8, (count, SIDE, SIDE, 3))
        for number in range(count):
            x[number] = _noise(number)
        x.flush()
        np.save(folder / "y.npy", np.arange(count) % 2)
    return f'type = "array"\npath = "{folder}"\nkind = "picture"'


def _noise(number: int) -> np.ndarray:
    drawn = np.random.default_rng(number).integers(0, 64, (SIDE // 4, SIDE // 4, 3), np.uint8)
    return np.kron(drawn + 128 * (number % 2), np.ones((4, 4, 1), np.uint8)).astype(np.uint8)


FORMS: Mapping[str, Callable[[Path, int], str]] = {"pictures": pictures, "array": array}


def run(loader: str, into: Path, allowed: int) -> Peak:
    """One run in a process of its own.

    Raises:
        SystemExit: it failed.
    """
    spec = into / "memory.toml"
    spec.write_text(SPEC.format(loader=loader), encoding="utf-8")
    environment = {**os.environ, "SPECBUILD_MEMORY": str(allowed), "SPECBUILD_CACHE": str(into / "cache")}
    words = [sys.executable, "-m", "specbuild", "run", str(spec), "--into", str(into / "runs")]
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    said = [(os.POSIX_SPAWN_OPEN, number, str(into / f"said_{number}.txt"), flags, 0o600) for number in (1, 2)]
    child = os.posix_spawn(sys.executable, words, environment, file_actions=said)
    _, status, used = os.wait4(child, 0)
    if status:
        raise SystemExit(f"the run failed; see {into / 'said_2.txt'}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Peak(used.ru_maxrss * unit, used.ru_utime + used.ru_stime)


if __name__ == "__main__":
    sys.exit(main())
