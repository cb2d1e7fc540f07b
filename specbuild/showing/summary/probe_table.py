"""What a probe found, in the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from specbuild.showing.words import visible

if TYPE_CHECKING:
    from specbuild.running.experiment.probe.gain import Gain
    from specbuild.running.experiment.probe.look import Looked
    from specbuild.running.experiment.probe.probe import Probed

MOST = 12  # sentences of a kind
KNOWING, FEW = 0.8, 20  # below these a probe says little


def show_probe(probed: Probed, console: Console) -> None:
    """Print all that was found."""
    known = f"{100 * probed.accuracy:.1f} % of {probed.rows} samples were known before they were changed, and the others are left out; by "
    known += probed.judge
    console.print(Text(f"{known}\n", style="dim"), soft_wrap=True)
    if weak := _weakness(probed):
        console.print(Text(f"{weak}\n", style="yellow"), soft_wrap=True)
    console.print(_table(probed.looked))
    if probed.left_out:
        console.print(Text(f"no time was left for {probed.left_out} more changes: give it more with `--seconds`", style="yellow"))
    _list(console, "One class becomes another", probed.pairs, "no change that was tried does that")
    _list(console, "The data contradict the spec", probed.contradictions, "nowhere")
    console.print(Text("\nTolerances that the data suggest", style="bold"))
    console.print(Text(toml(probed.tolerances)), soft_wrap=True)


def _weakness(probed: Probed) -> str:
    """What makes this probe a weak one; empty where nothing does."""
    fewest = min((of.samples for of in probed.looked[0].classes), default=0) if probed.looked else 0
    reasons = [f"the reference knew only {100 * probed.accuracy:.0f} % of the samples"] if probed.accuracy < KNOWING else []
    reasons += [f"one class has only {fewest} that it knew"] if fewest < FEW else []
    return f"take this with care: {' and '.join(reasons)}" if reasons else ""


def _table(looked: Sequence[Looked]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("change", "collide", "novel", "kept"):
        table.add_column(title, justify="left" if title == "change" else "right")
    table.add_column("classes that collide")
    for one in looked:
        pairs = ", ".join(f"{visible(of.name)} -> {visible(of.partner)} {100 * of.collided / of.samples:.0f} %" for of in one.colliding)
        shares = [f"{100 * one.share(what):.0f} %" for what in ("collided", "novel", "kept")]
        table.add_row(one.trial.said, *shares, Text(pairs, style="red"))
    return table


def _list(console: Console, title: str, sentences: Sequence[str], otherwise: str) -> None:
    console.print(Text(f"\n{title}", style="bold"))
    for sentence in sentences[:MOST] or [otherwise]:
        console.print(Text(f"  {visible(sentence)}"), soft_wrap=True)
    if len(sentences) > MOST:
        console.print(Text(f"  and {len(sentences) - MOST} more, all in the JSON file", style="dim"))


def toml(tolerances: Mapping[str, tuple[str, str]]) -> str:
    """The table `[meaning]` to paste, each line with its reason."""
    width = max((len(f"{aspect} = {value}") for aspect, (value, _) in tolerances.items()), default=0)
    lines = [f"{f'{aspect} = {value}':<{width}}  # {visible(why)}" for aspect, (value, why) in tolerances.items()]
    return "\n".join(["[meaning]", *lines])


def show_gains(metric: str, gains: Sequence[Gain], console: Console) -> None:
    """Print what each entry is worth."""
    table = Table(
        box=None, pad_edge=False, header_style="bold", title=f"\nvalidation {metric} with it, less without it", title_justify="left"
    )
    for title in ("entry", "gain", "95 %", ""):
        table.add_column(title, justify="left" if title in ("entry", "") else "right")
    for one in gains:
        table.add_row(one.entry, f"{one.mean:+.4f}", f"± {one.band:.4f}", one.said)
    console.print(table)
