"""`python -m specbuild.workshop.benchmark.validate`: processor time of judging a spec of 100 layers, beside that of importing Pydantic.

Both are whole processes, taken in turn, so that whatever else the machine does meets both alike.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

TURNS = 15
BARE = "import pydantic\nclass Model(pydantic.BaseModel):\n    number: int\nModel(number=1)"
HEAD = """format = 1
name = "hundred"
seed = 0
task.type = "multiclass"
loader = { type = "image_folder", path = "pictures", size = [64, 64] }
"""
BLOCK = """
[[layers]]
type = "Conv2D"
filters = 16
kernel_size = 3
padding = "same"
use_bias = false

[[layers]]
type = "BatchNormalization"

[[layers]]
type = "Activation"
activation = "relu"
"""
END = """
[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = "classes"
"""
FIRST = """
[[layers]]
type = "Rescaling"
scale = "1/255"
"""
TEXT = HEAD + FIRST + 32 * BLOCK + '\n[[layers]]\ntype = "MaxPooling2D"\n' + END  # 1 + 96 + 1 + 2 layers


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        spec = Path(folder, "hundred.toml")
        spec.write_text(TEXT, encoding="utf-8")
        bare, ours = [sys.executable, "-c", BARE], [sys.executable, "-m", "specbuild", "validate", str(spec)]
        for command in (bare, ours):
            seconds(command)  # once beforehand: compiled files are written, and the disk is warm
        turns = [(seconds(bare), seconds(ours)) for _ in range(TURNS)]
    first, second = (statistics.median(turn[place] for turn in turns) for place in (0, 1))
    print(f"{TURNS} turns, medians of processor time")
    print(f"import pydantic, build one model: {first * 1000:.0f} ms")
    print(f"specbuild validate, 100 layers:   {second * 1000:.0f} ms")
    print(f"ratio: {statistics.median(there / here for here, there in turns):.2f} (at most 1.5)")


def seconds(command: list[str]) -> float:
    """Processor time of a process, its own and the system's for it."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} failed")
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
