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
SURE, FEW = 0.5, 20  # the share of samples known surely, and how many of a class: below these a probe says little


def show_probe(probed: Probed, console: Console) -> None:
    """Print all that was found."""
    console.print(Text(f"{_knowledge(probed)}\n", style="dim"), soft_wrap=True)
    if weak := _weakness(probed):
        console.print(Text(f"{weak}\n", style="yellow"), soft_wrap=True)
    console.print(_table(probed.looked))
    if probed.left_out:
        console.print(Text(f"no time was left for {probed.left_out} more changes: give it more with `--seconds`", style="yellow"))
    _list(console, "Mirrors, half turns, reversals and the like", probed.verdicts, "none was tried")
    _list(console, "One class becomes another", probed.pairs, "no change that was tried does that")
    _list(console, "The data contradict the spec", probed.contradictions, "nowhere")
    console.print(Text("\nTolerances that the data suggest", style="bold"))
    console.print(Text(toml(probed.tolerances)), soft_wrap=True)


def _knowledge(probed: Probed) -> str:
    """Who judged, how much it knows, and which samples were changed."""
    sure, right = probed.sure
    known = f"{100 * probed.accuracy:.1f} % of {probed.rows} samples that it had not learnt from are known to {probed.judge}"
    if sure == probed.rows:
        return f"{known}; those were changed"
    return f"{known}; it is sure about {sure}, {100 * right / sure if sure else 0:.1f} % of them rightly, and those {right} were changed"


def _weakness(probed: Probed) -> str:
    """What makes this probe a weak one; empty where nothing does."""
    fewest = min((of.samples for of in probed.looked[0].classes), default=0) if probed.looked else 0
    share = probed.sure[1] / probed.rows if probed.rows else 0.0
    reasons = [f"only the clearest {100 * share:.0f} % of the samples are judged"] if share < SURE else []
    reasons += [f"one class has only {fewest} that are known surely"] if fewest < FEW else []
    return f"take this with care: {' and '.join(reasons)}" if reasons else ""


def _table(looked: Sequence[Looked]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("change", "collide", "95 %", "novel", "kept"):
        table.add_column(title, justify="left" if title == "change" else "right", no_wrap=True)
    table.add_column("classes that collide")
    for one in looked:
        pairs = ", ".join(f"{visible(of.name)} -> {visible(of.partner)} {100 * of.rate.share:.0f} %" for of in one.colliding)
        collided, novel, kept = (f"{100 * one.share(what):.0f} %" for what in ("collided", "novel", "kept"))
        low, high = one.rate("collided").interval
        table.add_row(one.trial.said, collided, f"{100 * low:.0f} to {100 * high:.0f}", novel, kept, Text(pairs, style="red"))
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
