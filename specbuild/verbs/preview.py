"""Show what augmentation will do: a contact sheet of every entry alone, at several strengths, and of all of them."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from specbuild.checking.diagnostic import Severity
from specbuild.checking.judge import Whole, judge_file, without_errors
from specbuild.checking.meaning.check import about_entries
from specbuild.verbs._arguments import add_overrides, whole

if TYPE_CHECKING:
    from specbuild.running.experiment.data import Data
    from specbuild.running.experiment.preview import Block
    from specbuild.showing.sheet.sheet import Sheet

SAMPLES = 8


class Previewed(NamedTuple):
    """The files of a preview."""

    picture: Path
    page: Path


def preview(spec: str | Path, overrides: Sequence[str] = (), into: str | Path = ".", samples: int = SAMPLES) -> Previewed:
    """Write a contact sheet, as a picture and as a page. What `[meaning]` forbids is shown too, framed in red.

    Args:
        spec: The spec file.
        overrides: `KEY=VALUE` texts, as after `--set`.
        into: The folder that gets the files.
        samples: How many samples to show.

    Raises:
        Refused: something else is wrong with the spec, or with its data.
    """
    from specbuild.running import backend
    from specbuild.running.workdir import atomic

    judged = without_errors(judge_file(Path(spec), overrides), but_for=about_entries)
    backend.choose(judged.spec.backend)
    backend.preload()
    from specbuild.running.experiment.bound import load_and_judge
    from specbuild.running.experiment.placing import placing
    from specbuild.running.experiment.preview import blocks, choose
    from specbuild.showing.progress.counting import Counting
    from specbuild.showing.sheet import html, png

    base, folder = Path(spec).parent, Path(into)
    with placing(judged):
        with Counting("reading the data", None) as counting:
            data, judged = load_and_judge(judged, base, counting.reached)
        judged = without_errors(judged, but_for=about_entries)
        shown = blocks(judged.spec, data, choose(judged.spec, data, samples), _forbidden(judged))
        sheet = _sheet(judged, data, shown)
    folder.mkdir(parents=True, exist_ok=True)
    made = Previewed(folder / f"{judged.spec.name}.preview.png", folder / f"{judged.spec.name}.preview.html")
    atomic.write_bytes(made.picture, png.png(sheet))
    atomic.write_text(made.page, html.html(sheet))
    return made


def _forbidden(judged: Whole) -> Mapping[int, list[str]]:
    """Why entries are forbidden, by their number."""
    found: dict[int, list[str]] = {}
    for finding in judged.findings:
        if finding.severity is Severity.ERROR:
            found.setdefault(int(finding.path[1]), []).append(f"{finding.message.replace('`', '')} ({finding.code})")
    return found


def _sheet(judged: Whole, data: Data, shown: Sequence[Block]) -> Sheet:
    from specbuild.running.experiment.augmentation import augmentation_facts
    from specbuild.running.experiment.spoken import tokens
    from specbuild.showing.sheet.sheet import Line, Part, Sheet
    from specbuild.showing.tiles.look import Look
    from specbuild.showing.tiles.show import tile

    spec = judged.spec
    facts = augmentation_facts(spec, data)
    what, look = facts.kind, Look(facts.value_range, tokens(data.learnt), facts.padding, facts.center, facts.spread)
    originals = shown[0].rows[0].samples
    parts = tuple(
        Part(
            block.title,
            tuple(
                Line(row.label, tuple(tile(what, one, look, before) for one, before in zip(row.samples, originals, strict=True)), row.names)
                for row in block.rows
            ),
            block.forbidden,
        )
        for block in shown
    )
    note = "Training rows only. Each entry alone acts on every sample that it is meant for; below, all of them as they will be drawn."
    return Sheet(f"{judged.spec.name}: what augmentation does", note, parts)


def main(words: Sequence[str]) -> int:
    """Run the verb."""
    parser = argparse.ArgumentParser("specbuild preview", description=__doc__)
    parser.add_argument("spec", metavar="SPEC", help="a spec file")
    add_overrides(parser)
    parser.add_argument("--into", default=".", metavar="DIR", help="the folder that gets the sheet (default: this one)")
    parser.add_argument("--samples", type=whole(1, 64), default=SAMPLES, metavar="N", help=f"samples to show (default: {SAMPLES})")
    options = parser.parse_args(words)
    made = preview(options.spec, options.overrides, options.into, options.samples)
    print(made.picture)
    print(made.page)
    return 0
