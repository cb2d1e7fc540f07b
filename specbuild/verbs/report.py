"""Write the report of finished runs anew, with what their networks look at; or one page for several of them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from specbuild.checking.diagnostic import Refused

if TYPE_CHECKING:
    from specbuild.running.experiment.replay import Replay
    from specbuild.running.metrics.predictions import Predictions
    from specbuild.running.workdir.folder import RunFolder


def report(run: str | Path, *, maps: bool = True) -> Path:
    """Write `report.html` of a run, with its plots, its samples, its worst mistakes, and what the network looks at.

    Plots are drawn from the numbers in the run folder. The rest needs the data of the run: where they are gone or not what they were, what
    the run itself drew stays, and the report says so.

    Args:
        run: The folder of the run.
        maps: Whether to draw what the network looks at, which takes some seconds.

    Returns:
        Where the report is.

    Raises:
        Refused: there is no run, it is not finished, or a file of it is broken.
    """
    from specbuild.running.workdir import finished
    from specbuild.showing.plots import folder as plots
    from specbuild.showing.report import page

    folder = finished.open_run(Path(run))
    result = finished.result(folder)
    judged = next((subset for subset in ("test", "validation") if folder.predictions(subset).exists()), None)
    predictions = finished.predictions(folder, judged, result) if judged else None
    plots.write(folder, finished.history(folder), result, predictions)
    page.write(folder, _from_data(folder, judged, predictions, maps=maps))
    return folder.report


def _from_data(folder: RunFolder, part: str | None, predictions: Predictions | None, *, maps: bool) -> dict[str, str]:
    """Draw all that needs the data and the network; why it could not be drawn, by name."""
    from specbuild.showing.gallery.write import NAMES
    from specbuild.showing.plots.maps import MAPS

    if not folder.model.exists():
        return dict.fromkeys((*NAMES, MAPS), f"Not drawn anew: `{folder.model.name}` is missing in the run folder.")
    try:
        opened = _opened(folder)
        _galleries(folder, opened, part, predictions)
    except Refused as refused:
        why = refused.findings[0]
        said = f"Not drawn anew: {why.message}" + (f" ({why.help})" if why.help else "") + "."
        return dict.fromkeys((*NAMES, MAPS), said)
    if not maps or part is None or predictions is None or not len(predictions):
        return {}
    try:
        reason = _maps(folder, opened, part, predictions)
    except Refused as refused:
        reason = f"Not drawn: {refused.findings[0].message}."
    return {MAPS: reason} if reason else {}


def _opened(folder: RunFolder) -> Replay:
    """The run with its data, which have to be what they were."""
    from specbuild.running import backend
    from specbuild.running.workdir import finished

    recorded = str(finished.environment(folder).get("backend", "auto"))
    known = recorded in backend.BACKENDS and backend.installed(backend.BACKENDS[recorded])
    backend.choose(backend.running() or (recorded if known else "auto"))
    backend.preload()
    from specbuild.running.experiment.replay import Replay

    return Replay.of(folder)


def _galleries(folder: RunFolder, opened: Replay, part: str | None, predictions: Predictions | None) -> None:
    from specbuild.running.experiment.saw import worth_seeing
    from specbuild.showing.gallery import write as gallery

    shown = gallery.how(opened.data, opened.source.pipeline.facts)
    saw = worth_seeing(opened.source, opened.spec, opened.epochs)
    gallery.write(folder, opened.spec, opened.data, shown, part, predictions, saw)


def _maps(folder: RunFolder, opened: Replay, part: str, predictions: Predictions) -> str:
    """Draw what the network looks at; why there is no Grad-CAM, empty where there is."""
    from specbuild.running.answering.trained import load
    from specbuild.running.experiment.looks import looks
    from specbuild.showing.gallery import write as gallery
    from specbuild.showing.plots import maps
    from specbuild.showing.progress.counting import Counting

    trained = load(folder.path, tuned=False)
    with Counting("looking inside the network", 4) as counting:
        looked = looks(trained, opened.data, part, predictions, counting.reached)
    shown = gallery.how(opened.data, opened.source.pipeline.facts)
    words = [shown.positions(sample) for sample in looked.inputs.samples]
    maps.write(folder, looked.inputs, looked.labels, looked.why, looked.maps, words)
    return f"There is no Grad-CAM of this network: {looked.reason}." if looked.reason else ""


def together(runs: Sequence[str | Path], into: str | Path) -> Path:
    """Write one page for several runs.

    Args:
        runs: Their folders, in the order to show them.
        into: The file to write.

    Returns:
        The file.

    Raises:
        Refused: one of them is not finished, or broken.
    """
    from specbuild.running.workdir import atomic, finished
    from specbuild.showing.report.together import page

    atomic.write_text(Path(into), page([finished.open_run(Path(run)) for run in runs]))
    return Path(into)


def main(words: Sequence[str]) -> int:
    """Run the verb."""
    parser = argparse.ArgumentParser("specbuild report", description=__doc__)
    parser.add_argument("runs", nargs="+", metavar="RUN", help="the folder of a run, as in runs/digits/1")
    parser.add_argument("--together", metavar="FILE", help="put the runs on one page, in this file, instead of one page each")
    parser.add_argument("--without-maps", action="store_true", help="do not draw what the network looks at, which takes some seconds")
    options = parser.parse_args(words)
    if options.together:
        print(together(options.runs, options.together))
        return 0
    for run in options.runs:
        print(report(run, maps=not options.without_maps))
    return 0
