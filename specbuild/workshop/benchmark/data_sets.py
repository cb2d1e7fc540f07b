"""Run the documented spec of every set in a folder of real data, with three seeds each, and hold the medians against the bars.

    python -m specbuild.workshop.benchmark.data_sets FOLDER [--only NAME ...] [--seeds 0 1 2] [--into DIR]

FOLDER holds a folder for each set. Specs and bars are those of `data_sets.toml` beside this file. Choices in the specs were made on
validation rows; the test part is read once a run. Prints a Markdown table; status 1 where a bar is missed. With `--into` runs are kept, and
one that was finished there from the same spec is not repeated: what was interrupted goes on where it stopped.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import tomli

from specbuild.verbs.run import run as run_spec

ROOT = Path(__file__).parents[3]
SPECS = ROOT / "specs"
BARS = Path(__file__).with_name("data_sets.toml")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the runs of one set gave: the results, and the seconds of the median run."""

    name: str
    bar: Mapping[str, Any]
    results: Sequence[Mapping[str, Any]]
    seconds: float

    def median(self, metric: str) -> float:
        """The median of a metric of the test part."""
        return median(float(result["metrics"]["test"][metric]) for result in self.results)

    @property
    def trivial(self) -> float:
        """What the trivial predictor has."""
        return median(float(result["trivial"]["test"][self.bar["metric"]]) for result in self.results)

    @property
    def met(self) -> bool:
        """Whether the median meets the bar."""
        bar, value = self.bar, self.median(self.bar["metric"])
        met = bar.get("at_least", value) <= value <= bar.get("at_most", value)
        if "and_metric" in bar:
            met = met and self.median(bar["and_metric"]) >= bar["and_at_least"]
        if "says" in bar:
            met = met and all(any(bar["says"] in note for note in result["notes"]) for result in self.results)
        return bool(met)

    def row(self) -> str:
        """The row of the table."""
        bar, metric = self.bar, self.bar["metric"]
        wanted = f">= {bar['at_least']}" if "at_least" in bar else f"<= {bar['at_most']}"
        each = " ".join(f"{result['metrics']['test'][metric]:.4g}" for result in self.results)
        more = (
            f", {bar['and_metric'].replace('_', ' ')} {self.median(bar['and_metric']):.3f} (> {bar['and_at_least']})"
            if "and_metric" in bar
            else ""
        )
        said = f', says "{bar["says"]} ..."' if "says" in bar else ""
        name = metric.replace("_", " ")
        cells = (
            f"{self.name} (`{self.bar['spec']}`)",
            f"{name} {self.median(metric):.4g}{more}{said}",
            each,
            f"{self.trivial:.4g}",
            wanted,
            "met" if self.met else "**missed**",
            f"{self.seconds:.0f}",
        )
        return "| " + " | ".join(cells) + " |"


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="+", default=None, metavar="NAME")
    parser.add_argument("--seeds", nargs="+", type=int, default=[0, 1, 2])
    parser.add_argument("--into", type=Path, default=None, help="where runs are kept; left out, they are removed")
    options = parser.parse_args()
    bars = tomli.loads(BARS.read_text(encoding="utf-8"))
    names = options.only or [name for name in bars if (options.folder / bars[name]["path"]).exists()]
    print("| set | median of the test part | each seed | trivial | bar | | seconds a run |\n|---|---|---|---|---|---|---|", flush=True)
    missed = 0
    with tempfile.TemporaryDirectory() as temporary:
        for name in names:
            outcome = run(name, bars[name], options.folder, options.seeds, options.into or Path(temporary))
            print(outcome.row(), flush=True)
            missed += not outcome.met
    return 1 if missed else 0


def run(name: str, bar: Mapping[str, Any], folder: Path, seeds: Sequence[int], into: Path) -> Outcome:
    """Run the spec of a set with each seed."""
    path = (folder / bar["path"]).resolve()
    spec = SPECS / f"{bar['spec']}.toml"
    results = []
    for seed in seeds:
        parent = into / name / f"seed_{seed}"
        values = [f'loader.path="{path}"', f"seed={seed}", *bar.get("set", ())]
        if not _finished(parent, spec):
            run_spec(spec, values, parent)
        found = _finished(parent, spec)
        assert found is not None, f"{name}: no result in {parent}"
        results.append(json.loads(found.read_text(encoding="utf-8")))
    return Outcome(name, bar, results, median(sum(result["timings"].values()) for result in results))


def _finished(parent: Path, spec: Path) -> Path | None:
    """The result of the last run in a folder that ended and was of this very spec, whatever its comments say."""
    runs = sorted(parent.glob("*/*/result.json"), key=lambda result: int(result.parent.name))
    same = [result for result in runs if _values(result.with_name("spec.toml")) == _values(spec)]
    return same[-1] if same else None


def _values(spec: Path) -> dict[str, Any]:
    return tomli.loads(spec.read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(main())
