"""Train on data four times as large as all the memory of a process, and on a quarter of it, and compare the most memory that both take.

    python -m specbuild.workshop.benchmark.memory [--allowed MIB] [--into DIR] [--only NAME ...]

Makes two sets of each form: photographs in class folders, sounds in class folders, and an array that stays on the disk. Decoded, one is as
large as the memory allowed for the whole process, the other four times as large. Each is trained on for an epoch, in a process of its own.
Where this user may make control groups (root on Linux), the kernel ends a run that takes more than is allowed, and nothing else is set;
elsewhere `SPECBUILD_MEMORY` is set to what such a run would find. Prints a Markdown table; status 1 where a large set takes more than
1.2 times what its quarter takes, or more than is allowed. All that was made is removed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np

from specbuild.running.data.memory import SHARE

SIDE, CELL = 512, 32  # pixels of a picture, and of a patch of one colour
RATE, SECONDS = 16_000, 10
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

{layers}

[[layers]]
type = "Dense"
units = 1
activation = "sigmoid"

[training]
epochs = 1
batch_size = {batch}
"""
OF_PICTURES = """
[[preprocessing]]
type = "Rescaling"
scale = "1/255"

[[layers]]
type = "AveragePooling2D"
pool_size = 32

[[layers]]
type = "Conv2D"
filters = 4
kernel_size = 3
activation = "relu"

[[layers]]
type = "GlobalAveragePooling2D"
"""
OF_SOUNDS = """
[[layers]]
type = "Reshape"
target_shape = [-1, 1]

[[layers]]
type = "Conv1D"
filters = 4
kernel_size = 64
strides = 32
activation = "relu"

[[layers]]
type = "GlobalAveragePooling1D"
"""


class Form(NamedTuple):
    """A form of data: bytes of a decoded sample, samples a batch, what makes so many and says the lines of the loader, and the layers."""

    sample: int
    batch: int
    make: Callable[[Path, int], str]
    layers: str


class Took(NamedTuple):
    """The most memory that a run took, in bytes, and its seconds by the clock."""

    nbytes: int
    seconds: float


def main() -> int:
    """Make, run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--allowed", type=int, default=1536, metavar="MIB", help="memory that the whole process may take, in MiB")
    parser.add_argument("--into", type=Path, default=None, help="where data are made for the time being, with room for ten times that")
    parser.add_argument("--only", nargs="+", choices=tuple(FORMS), default=tuple(FORMS))
    options = parser.parse_args()
    with _limited(options.allowed * 2**20) as group:
        print(f"{options.allowed:,} MiB allowed for the process, {'enforced' if group else 'measured only'}\n")
        print("| data | decoded, MiB | peak, MiB | four times, MiB | peak, MiB | times | seconds |\n|---|---|---|---|---|---|---|")
        passed = [measure(name, options.into, options.allowed * 2**20, group) for name in options.only]
    return 0 if all(passed) else 1


def measure(name: str, into: Path | None, allowed: int, group: Path | None) -> bool:
    """Train on both sets of a form, print the row of the table, and tell whether it is as promised."""
    form = FORMS[name]
    count = allowed // form.sample
    small, large = (_trained(form, number, into, allowed, group) for number in (count, TIMES * count))
    sizes = [
        f"{number * form.sample / 2**20:,.0f} | {took.nbytes / 2**20:,.0f}" for number, took in ((count, small), (TIMES * count, large))
    ]
    times = large.nbytes / small.nbytes
    print(f"| {name} | {' | '.join(sizes)} | {times:.2f} | {small.seconds:.0f} / {large.seconds:.0f} |", flush=True)
    return times <= MOST and large.nbytes <= allowed


def _trained(form: Form, count: int, into: Path | None, allowed: int, group: Path | None) -> Took:
    with tempfile.TemporaryDirectory(dir=into, prefix="memory_") as folder:
        loader = form.make(Path(folder) / "data", count)
        return run(SPEC.format(loader=loader, layers=form.layers, batch=form.batch), Path(folder), allowed, group)


def pictures(folder: Path, count: int) -> str:
    """JPEG files in two class folders; the lines of the loader."""
    from PIL import Image

    for number in range(count):
        Image.fromarray(_patches(number)).save(_inside(folder, number) / f"{number}.jpg", quality=80)
    return f'type = "image_folder"\npath = "{folder}"\nsize = [{SIDE}, {SIDE}]'


def sounds(folder: Path, count: int) -> str:
    """WAV files in two class folders; the lines of the loader."""
    import soundfile

    for number, wave in enumerate(_waves(count)):
        soundfile.write(_inside(folder, number) / f"{number}.wav", wave, RATE)
    return f'type = "audio"\npath = "{folder}"\nsample_rate = {RATE}\nseconds = {SECONDS}'


def array(folder: Path, count: int) -> str:
    """Two `.npy` files of the same sounds; the lines of the loader."""
    folder.mkdir()
    with (folder / "x.npy").open("wb") as file:
        np.lib.format.write_array_header_1_0(file, {"descr": "<f4", "fortran_order": False, "shape": (count, RATE * SECONDS)})
        for wave in _waves(count):
            file.write(wave.tobytes())
    np.save(folder / "y.npy", np.arange(count) % 2)
    return f'type = "array"\npath = "{folder}"\nkind = "audio"'


def _inside(folder: Path, number: int) -> Path:
    inside = folder / "ab"[number % 2]
    inside.mkdir(parents=True, exist_ok=True)
    return inside


def _patches(number: int) -> np.ndarray:
    """A picture of coloured patches, no two alike; those of odd numbers are bright."""
    drawn = np.random.default_rng(number).integers(0, 128, (SIDE // CELL, SIDE // CELL, 3), np.uint8) + np.uint8(96 * (number % 2))
    return drawn.repeat(CELL, axis=0).repeat(CELL, axis=1)


def _waves(count: int) -> Iterator[np.ndarray]:
    """Tones in noise, an octave higher at odd places; no two alike, since each is turned by one more step."""
    noise = np.random.default_rng(0).normal(0, 0.1, RATE * SECONDS)
    tones = [0.5 * np.sin(2 * np.pi * hertz * np.arange(RATE * SECONDS) / RATE) for hertz in (440, 880)]
    waves = [(tone + noise).astype(np.float32) for tone in tones]
    return (np.roll(waves[number % 2], number) for number in range(count))


FORMS: Mapping[str, Form] = {
    "pictures": Form(SIDE * SIDE * 3, 2, pictures, OF_PICTURES),
    "sounds": Form(RATE * SECONDS * 4, 16, sounds, OF_SOUNDS),
    "array": Form(RATE * SECONDS * 4, 16, array, OF_SOUNDS),
}


def run(text: str, into: Path, allowed: int, group: Path | None) -> Took:
    """One run in a process of its own.

    Args:
        text: The spec.
        into: The folder for it, its run and what it decodes.
        allowed: Bytes of memory.
        group: The control group that allows no more; None where there is none.

    Raises:
        SystemExit: it failed.
    """
    spec = into / "memory.toml"
    spec.write_text(text, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "SPECBUILD_MEMORY"} | {
        "SPECBUILD_CACHE": str(into / "cache")
    }
    words = [sys.executable, "-m", "specbuild", "run", str(spec), "--into", str(into / "runs")]
    if group is None:
        environment["SPECBUILD_MEMORY"] = str(allowed // SHARE)
    else:
        words = ["/bin/sh", "-c", f'echo $$ > "{group}/cgroup.procs" && exec "$@"', "sh", *words]
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    said = [(os.POSIX_SPAWN_OPEN, number, str(into / f"said_{number}.txt"), flags, 0o600) for number in (1, 2)]
    begun = time.monotonic()
    child = os.posix_spawn(words[0], words, environment, file_actions=said)
    _, status, used = os.wait4(child, 0)
    if status:
        raise SystemExit(
            f"the run failed ({os.waitstatus_to_exitcode(status)}):\n{(into / 'said_2.txt').read_text(errors='replace')[-2000:]}"
        )
    return Took(used.ru_maxrss * (1 if sys.platform == "darwin" else 1024), time.monotonic() - begun)


@contextmanager
def _limited(most: int) -> Iterator[Path | None]:
    """A control group whose processes may take so many bytes together; None where this user can make none."""
    for tree, file in (("/sys/fs/cgroup/memory", "memory.limit_in_bytes"), ("/sys/fs/cgroup", "memory.max")):
        group = Path(tree) / f"specbuild_{os.getpid()}"
        try:
            group.mkdir()
        except OSError:
            continue
        try:
            if (group / file).exists():
                (group / file).write_text(str(most), encoding="ascii")
                yield group
                return
        finally:
            group.rmdir()
    yield None


if __name__ == "__main__":
    sys.exit(main())
