"""Draw what a trained network makes of an input, layer by layer, and where it sees what speaks for its answer."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from specbuild.checking.diagnostic import Finding, Refused, Severity

if TYPE_CHECKING:
    import numpy as np

    from specbuild.running.answering.inside.maps import Maps
    from specbuild.running.answering.look import Read, Why
    from specbuild.running.answering.trained import Given, Trained


@dataclass(frozen=True, slots=True)
class Activations:
    """What was seen.

    Attributes:
        inputs: The inputs.
        maps: The feature maps of each layer.
        why: For each input where the network sees what speaks for its answer; None where no layer keeps positions.
        files: The pictures.
        findings: What could not be shown.
    """

    inputs: Read
    maps: Sequence[Maps]
    why: Sequence[Why | None]
    files: Sequence[Path]
    findings: Sequence[Finding]


def activations(
    run: str | Path,
    inputs: Given,
    layer: str | None = None,
    of: str | None = None,
    into: str | Path | None = None,
    *,
    checked: bool = True,
) -> Activations:
    """Draw feature maps and Grad-CAM.

    Args:
        run: The folder of a finished run.
        inputs: Files, folders, patterns or an array, as for `predict`; together they tell which channels are dead.
        layer: The name of a layer, at any depth; left out, every layer, and Grad-CAM by the last one that keeps positions apart.
        of: The class to explain, or the target of a regression; left out, what is predicted.
        into: The folder that gets a folder for each input; left out, `activations` in the run folder.
        checked: Whether to ask if a map explains the network, by shuffling its weights.

    Raises:
        Refused: there is no such run, layer or class, or no input that can be read.
    """
    from specbuild.running.answering.trained import load

    trained = load(run)
    from specbuild.running.answering.look import look, read

    there = read(trained, inputs)
    found = look(trained, there, layer)
    explained, findings = _explained(trained, there, of, layer, checked=checked)
    folder = Path(into) if into else trained.folder.path / "activations"
    return Activations(there, found, explained, list(_drawn(there, found, explained, folder, _words(trained))), findings)


def _explained(
    trained: Trained, there: Read, of: str | None, layer: str | None, *, checked: bool
) -> tuple[list[Why | None], list[Finding]]:
    from specbuild.running.answering import codes
    from specbuild.running.answering.look import why

    answers = trained.predict(there.samples)
    try:
        return [why(trained, one, answers, row, of, layer, checked=checked) for row, one in enumerate(there.samples)], []
    except Refused as refused:
        if of is not None or any(finding.code != codes.NO_POSITIONS for finding in refused.findings):
            raise
        return [None] * len(there.ids), [replace(finding, severity=Severity.WARNING) for finding in refused.findings]


def _words(trained: Trained) -> Callable[[np.ndarray], Sequence[str]]:
    """What says the words at the positions of a text; of other kinds it says nothing."""
    from specbuild.checking.plan.input import kind_of
    from specbuild.running.experiment.spoken import tokens
    from specbuild.showing.gallery.shown import Shown
    from specbuild.showing.tiles.look import Look

    return Shown(kind_of(trained.spec.loader) or "", Look(words=tokens(trained.learnt), padding=0)).positions


def _drawn(
    there: Read, found: Sequence[Maps], explained: Sequence[Why | None], folder: Path, words: Callable[[np.ndarray], Sequence[str]]
) -> Sequence[Path]:
    from specbuild.showing.plots import feature_maps, gradcam, style
    from specbuild.showing.progress.counting import Counting

    files = list[Path]()
    with Counting("drawing", len(there.ids) * (len(found) + 1)) as counting:
        for row, name in enumerate(there.ids):
            own = folder / _file_name(name)
            own.mkdir(parents=True, exist_ok=True)
            for place, one in enumerate(found, start=1):
                figure = feature_maps.draw(one, row, there.samples[row], there.value_range)
                path = own / f"{place:02d}-{_file_name(one.name)}.png"
                files.append(style.write(figure, path, title=feature_maps.title(one), description=feature_maps.describe(one)))
                counting.advance()
            if (reason := explained[row]) is not None:
                figure = gradcam.draw(reason.explained, reason.said, reason.sanity, there.value_range, words(there.samples[row]))
                about = gradcam.describe(reason.explained, reason.said, reason.sanity)
                files.append(style.write(figure, own / "gradcam.png", title=reason.said, description=about))
            counting.advance()
    return files


def _file_name(name: str) -> str:
    """A name that every file system takes; its end is what tells files apart."""
    return re.sub(r"[^A-Za-z0-9._-]+", "_", name).strip("._")[-80:] or "_"


def main(words: Sequence[str]) -> int:
    """Run the verb."""
    parser = argparse.ArgumentParser("specbuild activations", description=__doc__)
    parser.add_argument("run", metavar="RUN", help="the folder of a finished run, as in runs/digits/1")
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="files, folders, patterns or `.npy` arrays, as for `predict`")
    parser.add_argument("--layer", metavar="NAME", help="one layer, at any depth, instead of all")
    parser.add_argument("--class", dest="of", metavar="NAME", help="the class, or target, to explain instead of what is predicted")
    parser.add_argument("--into", metavar="DIR", help="the folder for the pictures (default: RUN/activations)")
    parser.add_argument("--unchecked", action="store_true", help="do not ask whether the map explains the network, which takes seconds")
    options = parser.parse_args(words)
    seen = activations(options.run, options.inputs, options.layer, options.of, options.into, checked=not options.unchecked)
    _show(seen)
    return 1 if seen.inputs.unreadable else 0


def _show(seen: Activations) -> None:
    from rich.console import Console
    from rich.table import Table

    from specbuild.running.answering import codes
    from specbuild.running.answering.look import outline
    from specbuild.showing.findings.text import show
    from specbuild.showing.words import visible

    console = Console(highlight=False)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for at, name in enumerate(("layer", "type", "maps", "dead", "saturated")):
        table.add_column(name, justify="right" if at > 1 else "left")
    for line in outline(seen.maps):
        table.add_row(*map(visible, line))
    console.print(table)
    for name, reason in zip(seen.inputs.ids, seen.why, strict=True):
        if reason is not None:
            said = f"; {reason.sanity.sentence}" if reason.sanity else ""
            console.print(f"{visible(name)}: {visible(reason.said)}, by {reason.explained.layer}{said}", markup=False, soft_wrap=True)
    lost = [Finding(codes.UNREADABLE, (), f"`{name}` {why}") for name, why in seen.inputs.unreadable.items()]
    show([*seen.findings, *lost], sys.stderr)
    for folder in dict.fromkeys(file.parent for file in seen.files):
        console.print(visible(str(folder)), markup=False, soft_wrap=True)
