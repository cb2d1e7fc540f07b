"""Make again exactly what the network saw: any sample of any epoch of a run."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from specbuild.running.experiment.replay import Replay, Seen


class Replayed(NamedTuple):
    """What was made again, and the files that hold it."""

    seen: Seen
    array: Path
    picture: Path


def replay(run: str | Path, epoch: int, sample: str, into: str | Path = ".") -> Replayed:
    """Make a sample again as the network saw it, from the run folder and the data that it names, whose content is compared first.

    The same bits on the same machine, versions and backend; within rounding elsewhere.

    Args:
        run: The folder of the run.
        epoch: The epoch, from 1 as in metrics.csv.
        sample: The id of the sample, as in split.csv.
        into: The folder that gets an array and a picture.

    Raises:
        Refused: the run or its data are not there or not what they were, or the sample was not trained on in that epoch.
    """
    from specbuild.running import backend
    from specbuild.running.workdir import finished

    folder = finished.open_run(Path(run))
    backend.choose(str(finished.environment(folder)["backend"]))
    backend.preload()
    from specbuild.running.experiment.replay import Replay

    opened = Replay.of(folder)
    seen = opened.see([(epoch, sample)])[epoch, sample]
    name = f"{folder.path.resolve().parent.name}-{folder.path.resolve().name}-epoch{epoch}-{re.sub(r'[^A-Za-z0-9.-]+', '_', sample)}"
    return _write(opened, seen, Path(into), name)


def _write(opened: Replay, seen: Seen, into: Path, name: str) -> Replayed:
    import io

    import numpy as np

    from specbuild.running.experiment.spoken import tokens
    from specbuild.running.workdir import atomic
    from specbuild.showing.tiles.look import Look
    from specbuild.showing.tiles.show import tile
    from specbuild.showing.tiles.volume import beside

    into.mkdir(parents=True, exist_ok=True)
    made = Replayed(seen, into / f"{name}.npy", into / f"{name}.png")
    array, picture = io.BytesIO(), io.BytesIO()
    np.save(array, seen.values, allow_pickle=False)
    facts = opened.source.pipeline.facts
    what, look = facts.kind, Look(facts.value_range, tokens(opened.data.learnt), facts.padding, facts.center, facts.spread)
    beside([tile(what, seen.original, look), tile(what, seen.values, look, seen.original)], gap=8).save(picture, "PNG")
    atomic.write_bytes(made.array, array.getvalue())
    atomic.write_bytes(made.picture, picture.getvalue())
    return made


def main(words: Sequence[str]) -> int:
    """Run the verb."""
    parser = argparse.ArgumentParser("specbuild replay", description=__doc__)
    parser.add_argument("run", metavar="RUN", help="the folder of a run, as in runs/digits/1")
    parser.add_argument("--epoch", type=int, required=True, metavar="N", help="the epoch, from 1 as in metrics.csv")
    parser.add_argument("--sample", required=True, metavar="ID", help="the id of a training sample, as in split.csv")
    parser.add_argument("--into", default=".", metavar="DIR", help="the folder that gets the array and the picture (default: this one)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(words)
    made = replay(options.run, options.epoch, options.sample, options.into)
    print(json.dumps(_as_json(made), indent=2) if options.json else _told(made))
    return 0


def _told(made: Replayed) -> str:
    seen = made.seen
    lines = [f"epoch {seen.epoch}, batch {seen.step}, place {seen.place}; target {_target(seen)}"]
    lines += [f"  {_change(change)}" for change in seen.changes]
    return "\n".join(
        [*lines, f"{made.array} (what went into the network)", f"{made.picture} (left: the data; right: what the network saw)"]
    )


def _target(seen: Seen) -> str:
    return str(seen.target.tolist()) if seen.target.ndim else f"{seen.target.item():g}"


def _change(change: Any) -> str:
    if not change["changed"]:
        return f"{change['type']} left it as it was"
    drawn = ", ".join(f"{name} {value:.4g}" for name, value in change["strengths"].items())
    return f"{change['type']} changed it" + (f": {drawn}" if drawn else "")


def _as_json(made: Replayed) -> dict[str, Any]:
    seen = made.seen
    return {
        "epoch": seen.epoch, "sample": seen.sample, "batch": seen.step, "place": seen.place, "target": seen.target.tolist(),
        "weight": seen.weight, "changes": list(seen.changes), "array": str(made.array), "picture": str(made.picture),
    }  # fmt: skip
