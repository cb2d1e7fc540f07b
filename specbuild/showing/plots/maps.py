"""What a network looks at, as drawings in the folder of its run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from specbuild.running.workdir.folder import RunFolder
from specbuild.showing.plots import feature_maps, gradcam, style
from specbuild.showing.plots.map_forms import SMALL, evenly

if TYPE_CHECKING:
    from specbuild.running.answering.inside.maps import Maps
    from specbuild.running.answering.look import Read, Why

MAPS = "maps"  # their name among what a report could not make anew
MOST = 4  # layers
PASSING = re.compile("Rescaling|Normalization|Pooling|Dropout|Padding|Cropping|Reshape|Permute")  # types of what only hands on


def write(
    run: RunFolder, inputs: Read, labels: Sequence[str], why: Sequence[Why | None], found: Sequence[Maps], words: Sequence[Sequence[str]]
) -> None:
    """Write a drawing of Grad-CAM for each input, and of some layers for the first of them; earlier ones are removed.

    Args:
        run: The run.
        inputs: The inputs.
        labels: What each of them is.
        why: Where the network sees what speaks for its answer; None where no layer keeps positions.
        found: The feature maps of its layers.
        words: For texts, the words of each input; empty for everything else.
    """
    written = set()
    for number, (label, reason) in enumerate(zip(labels, why, strict=True), start=1):
        if reason is None:
            continue
        figure = gradcam.draw(reason.explained, reason.said, None, inputs.value_range, words[number - 1], said=False)
        sentence = f" {_capital(reason.sanity.sentence)}." if reason.sanity else ""
        about = f"{label}; {gradcam.describe(reason.explained, reason.said, reason.sanity)}"
        path = run.maps / f"gradcam-{number:02d}.svg"
        written.add(style.write(figure, path, title=f"{_capital(label)}; by {reason.explained.layer}.{sentence}", description=about))
    for number, one in enumerate(chosen(found), start=1):
        figure = feature_maps.draw(one, 0, inputs.samples[0], inputs.value_range, SMALL)
        about = f"{labels[0]}; {feature_maps.describe(one)}"
        path = run.maps / f"layer-{number:02d}.svg"
        written.add(style.write(figure, path, title=f"{_capital(labels[0])}. {feature_maps.health(one)}.", description=about))
    for path in set(run.maps.glob("*.svg")) - written:
        path.unlink()


def chosen(found: Sequence[Maps]) -> list[Maps]:
    """The layers worth showing, evenly from the first to the last: those that keep positions, and make something new of what they get."""
    learning = [one for one in found if not PASSING.search(one.type) and (one.positions or one.channels > 1)] or list(found)
    fit = [one for one in learning if len(one.positions) in (1, 2, 3)] or learning
    return [fit[at] for at in evenly(len(fit), MOST)] if fit else []


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def numbered(name: str, what: str) -> bool:
    """Whether this is the name of such a drawing."""
    return name.startswith(f"{what}-")
