"""Write the report of finished runs anew, or one page for several of them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path


def report(run: str | Path) -> Path:
    """Write `report.html` of a run, and draw the plots that its numbers allow; sample pictures stay as they are.

    Args:
        run: The folder of the run.

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
    plots.write(folder, finished.history(folder), result, finished.predictions(folder, judged, result) if judged else None)
    page.write(folder)
    return folder.report


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
    options = parser.parse_args(words)
    if options.together:
        print(together(options.runs, options.together))
        return 0
    for run in options.runs:
        print(report(run))
    return 0
