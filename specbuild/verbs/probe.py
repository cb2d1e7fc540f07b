"""Find out which changes the data bear: where changed samples land, by a reference network that saw no augmentation."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from specbuild.checking.judge import judge_file, without_errors
from specbuild.checking.meaning.check import about_entries
from specbuild.verbs._arguments import add_overrides, duration, whole

if TYPE_CHECKING:
    from specbuild.running.experiment.probe.gain import Gain
    from specbuild.running.experiment.probe.probe import Probed
    from specbuild.showing.sheet.sheet import Sheet

SECONDS, SEEDS = 180.0, 3
LEARNING = 0.6  # of the time goes to the reference at most


class Found(NamedTuple):
    """What a probe found, what each entry gains (empty where that was not asked), and the files."""

    probed: Probed
    metric: str
    gains: Sequence[Gain]
    files: Sequence[Path]


def probe(spec: str | Path, overrides: Sequence[str] = (), into: str | Path = ".", seconds: float = SECONDS, gain_seeds: int = 0) -> Found:
    """Train a reference on un-augmented training rows, change others, and see where they land.

    Args:
        spec: The spec file; what its `[meaning]` forbids is tried like everything else.
        overrides: `KEY=VALUE` texts, as after `--set`.
        into: The folder that gets the numbers as JSON and a contact sheet of the worst cases.
        seconds: How long it may take, about; training for the gain comes on top.
        gain_seeds: With how many seeds to train with and without each entry; 0 leaves that out.

    Raises:
        Refused: something else is wrong with the spec, or with its data.
    """
    from specbuild.running import backend

    judged = without_errors(judge_file(Path(spec), overrides), but_for=about_entries)
    backend.choose(judged.spec.backend)
    backend.preload()
    from specbuild.running.experiment.bound import load_and_judge
    from specbuild.running.experiment.placing import placing
    from specbuild.running.experiment.probe.gain import gains
    from specbuild.running.experiment.probe.probe import probe as find
    from specbuild.running.experiment.probe.reference import panel
    from specbuild.showing.progress.counting import Counting

    base, started = Path(spec).parent, time.perf_counter()
    with placing(judged):
        with Counting("reading the data", None) as counting:
            data, judged = load_and_judge(judged, base, counting.reached)
        judged = without_errors(judged, but_for=about_entries)
        with Counting("epochs of learning what the samples are", None) as counting:
            found_by = panel(judged.spec, judged.plan, data, LEARNING * seconds, counting.reached)
        with Counting("trying changes", None) as counting:
            probed = find(judged.spec, data, found_by, started + seconds, counting.reached)
        metric, gained = "", list[Any]()
        if gain_seeds:
            with Counting("training with and without", None) as counting:
                metric, gained = gains(judged.spec, judged.plan, data, gain_seeds, counting.reached)
    return Found(probed, metric, gained, _write(Path(into), judged.spec.name, probed, metric, gained))


def _write(into: Path, name: str, probed: Probed, metric: str, gained: Sequence[Gain]) -> list[Path]:
    from dataclasses import asdict

    from specbuild.running.workdir import atomic, json_file
    from specbuild.showing.sheet import html, png

    into.mkdir(parents=True, exist_ok=True)
    numbers = into / f"{name}.probe.json"
    more = {"gain": {"metric": metric, "entries": [asdict(one) for one in gained]}} if gained else {}
    json_file.write(numbers, {**probed.as_json(), **more})
    sheet = _sheet(name, probed)
    if not sheet.parts:
        return [numbers]
    files = [numbers, into / f"{name}.probe.png", into / f"{name}.probe.html"]
    atomic.write_bytes(files[1], png.png(sheet))
    atomic.write_text(files[2], html.html(sheet))
    return files


def _sheet(name: str, probed: Probed) -> Sheet:
    """The worst cases: samples that land among another class, before and after."""
    from specbuild.showing.sheet.sheet import Line, Part, Sheet
    from specbuild.showing.tiles.look import Look
    from specbuild.showing.tiles.show import tile

    look = Look(probed.facts.value_range, probed.words, probed.facts.padding, probed.facts.center, probed.facts.spread)
    parts = []
    for one in probed.looked:
        if one.colliding and one.worst:
            names = tuple(label for _, _, label in one.worst)
            before = tuple(tile(probed.facts.kind, old, look) for old, _, _ in one.worst)
            after = tuple(tile(probed.facts.kind, new, look, old) for old, new, _ in one.worst)
            parts.append(
                Part(
                    one.trial.said, (Line("before", before, tuple(label.split(" -> ")[0] for label in names)), Line("after", after, names))
                )
            )
    note = "Training rows that the reference knew surely, and that it takes for another class after the change, as their neighbours do."
    return Sheet(f"{name}: what lands among another class", note, tuple(parts))


def main(words: Sequence[str]) -> int:
    """Run the verb."""
    parser = argparse.ArgumentParser("specbuild probe", description=__doc__)
    parser.add_argument("spec", metavar="SPEC", help="a spec file")
    add_overrides(parser)
    parser.add_argument("--into", default=".", metavar="DIR", help="the folder that gets numbers and a contact sheet (default: this one)")
    parser.add_argument(
        "--seconds", type=duration, default=SECONDS, metavar="N", help=f"how long it may take, about (default: {SECONDS:.0f})"
    )
    parser.add_argument("--gain", action="store_true", help="also train with and without each entry, and compare the validation rows")
    parser.add_argument("--seeds", type=whole(2, 100), default=SEEDS, metavar="N", help=f"for --gain (default: {SEEDS})")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(words)
    found = probe(options.spec, options.overrides, options.into, options.seconds, options.seeds if options.gain else 0)
    if options.json:
        print(json.dumps(json.loads(found.files[0].read_text(encoding="utf-8")), indent=2))
        return 0
    from rich.console import Console

    from specbuild.showing.summary.probe_table import show_gains, show_probe

    console = Console(highlight=False)
    show_probe(found.probed, console)
    if found.gains:
        show_gains(found.metric, found.gains, console)
    for file in found.files:
        print(file)
    return 0
