"""All that a report tells, read from the run's folder: a report can be made anew from the folder alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from specbuild.running.workdir import finished
from specbuild.running.workdir.finished import Split
from specbuild.running.workdir.folder import MAPS, PICTURES, PLOTS, RunFolder
from specbuild.running.workdir.result import Result
from specbuild.showing.gallery import sheet
from specbuild.showing.gallery.gallery import Gallery
from specbuild.showing.gallery.write import NAMES


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a finished run.

    Attributes:
        title: The name and number of the run: "flowers 3".
        spec: Its text as written.
        resolved: Its text with every default.
        result: What came out.
        epochs: Numbers of each epoch by name.
        plan: See `workdir.plan_file.plan_json`.
        environment: See `workdir.environment.describe`.
        split: Which row went where.
        augmentation: What augmentation did, see `data.pipeline.budget`; empty where there was none.
        quarantined: Rows left out, with the reason.
        plots: The text of each SVG in `plots/`, by its name without ending.
        maps: The text of each SVG in `maps/`, likewise.
        galleries: The galleries in `pictures/`, by their names.
        lost: Why some of them, or the maps, could not be made anew: a sentence each.
        path: Where runs lie by themselves: "runs/flowers/3".
    """

    path: str
    title: str
    spec: str
    resolved: str
    result: Result
    epochs: Mapping[str, list[float]]
    plan: Mapping[str, Any]
    environment: Mapping[str, Any]
    split: Split
    augmentation: Mapping[str, Any]
    quarantined: Mapping[str, str]
    plots: Mapping[str, str]
    maps: Mapping[str, str]
    galleries: Mapping[str, Gallery]
    lost: Mapping[str, str]


def read(run: RunFolder, lost: Mapping[str, str]) -> Told:
    """Read a run.

    Args:
        run: The run.
        lost: Why galleries and maps could not be made anew, by their names.

    Raises:
        Refused: the run is not finished, or a file of it is broken.
    """
    galleries, broken = _galleries(run)
    return Told(
        path="/".join(("runs", *run.path.resolve().parts[-2:])),
        title=f"{run.path.resolve().parent.name} {run.path.resolve().name}",
        spec=finished.spec(run),
        resolved=finished.resolved(run),
        result=finished.result(run),
        epochs=finished.history(run),
        plan=finished.plan(run),
        environment=finished.environment(run),
        split=finished.split(run),
        augmentation=finished.augmentation(run),
        quarantined=finished.quarantined(run),
        plots=_drawings(run.path / PLOTS),
        maps=_drawings(run.path / MAPS),
        galleries=galleries,
        lost={**broken, **lost},
    )


def _drawings(folder: Path) -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.svg"))}


def _galleries(run: RunFolder) -> tuple[dict[str, Gallery], dict[str, str]]:
    """The contact sheets that there are, and why others cannot be read."""
    found, broken = dict[str, Gallery](), dict[str, str]()
    for name in NAMES:
        path = run.path / PICTURES / f"{name}.png"
        try:
            found[name] = sheet.read(path)
        except FileNotFoundError:
            continue
        except (OSError, ValueError) as error:
            broken[name] = f"{path.name} is broken ({error}); `specbuild report` makes it anew where the data are at hand."
    return found, broken
