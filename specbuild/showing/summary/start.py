"""What a run says before its first epoch: the rows of each part by class, and where the run is written."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.text import Text

from specbuild.checking.diagnostic import counted
from specbuild.running.data.samples import Samples
from specbuild.running.workdir.folder import RunFolder
from specbuild.showing.summary.class_table import table
from specbuild.showing.words import visible


def show_start(folder: RunFolder, samples: Samples, parts: Mapping[int, str], *, resumed: int = 0) -> None:
    """Print to standard error, since it is not a result.

    Args:
        folder: The run.
        samples: The samples.
        parts: The part of each row by its number.
        resumed: How many epochs were done before; 0 for a new run.
    """
    console = Console(stderr=True, highlight=False)
    if samples.classes and samples.targets.ndim == 1:
        used = sorted(parts)
        console.print(table(samples.classes, [samples.classes[int(samples.targets[row])] for row in used], [parts[row] for row in used]))
    for note in samples.notes:
        console.print(Text(visible(note), style="yellow"))
    if samples.unreadable:
        console.print(Text(f"{counted(len(samples.unreadable), 'file')} left out, see quarantined.csv", style="yellow"))
    going = f", after {counted(resumed, 'epoch')}" if resumed else ""
    console.print(Text(f"run: {visible(str(folder.path))}{going}", style="bold"), soft_wrap=True)
