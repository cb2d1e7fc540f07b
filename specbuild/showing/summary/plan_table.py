"""The plan as a table: what every layer gives, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from rich import box
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from specbuild.checking.plan.plan import Plan
from specbuild.checking.plan.sizes import AtSize
from specbuild.running.workdir.plan_file import plan_json, sizes_json
from specbuild.showing.words import grouped, memory, short, visible

WIDEST = 32  # of the names of layers, in characters: those inside others stand further to the right
HEADER = ("layer", "output", "parameters", "multiply-adds", "memory")


class Row(NamedTuple):
    """One layer, in words."""

    layer: str
    output: str
    parameters: str
    multiply_adds: str
    memory: str


def show_plan(plan: Plan, *, batch_size: int | None = None, console: Console | None = None, sizes: Sequence[AtSize] = ()) -> None:
    """Print the table of a plan with its totals.

    Args:
        plan: The plan.
        batch_size: Rows of a batch, to say what memory one takes.
        console: Where to print; standard output by default.
        sizes: What it costs on pictures of other sizes.
    """
    console = console or Console(highlight=False)
    console.print(table(plan_json(plan), batch_size))
    if sizes:
        console.print(by_size(sizes_json(sizes)))


def by_size(sizes: Sequence[Mapping[str, Any]]) -> Group:
    """What the network costs on pictures of several sizes, as a table."""
    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    drawn.add_column("pictures of")
    for name in HEADER[2:]:
        drawn.add_column(name, justify="right", overflow="fold")
    for one in sizes:
        costs = (
            [grouped(one["parameters"]), short(one["multiply_adds"]), memory(one["activation_bytes"])]
            if not one["problem"]
            else ["cannot be"]
        )
        drawn.add_row(shape(one["size"]), *costs)
    problems = [f"{shape(one['size'])}: {visible(one['problem'])}" for one in sizes if one["problem"]]
    said = "more pixels are more work; whether they tell more, a run with `--set loader.size=[height,width]` shows"
    return Group(drawn, *(Text(line, style="dim") for line in (*problems, said)))


def table(plan: Mapping[str, Any], batch_size: int | None = None) -> Group:
    """The table of what `plan.json` holds: fits into 80 columns, long formulas wrap.

    Args:
        plan: See `workdir.plan_file.plan_json`.
        batch_size: Rows of a batch, to say what memory one takes.
    """
    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_footer=True, header_style="bold", footer_style="bold")
    total, shown = totals(plan), rows(plan)
    deep = any("inside" in layer for layer in plan["layers"])  # names stand further to the right, and leave less to the other columns
    for name, foot in zip(HEADER, total, strict=True):
        number = name in HEADER[2:]
        head = name.replace("-", "-\n") if deep else name
        least = max(map(len, head.split("\n")))
        whole = deep and name == "layer" and max(len(row.layer) for row in shown) <= WIDEST
        drawn.add_column(head, foot, justify="right" if number else "left", overflow="fold", min_width=least, no_wrap=whole)
    for row in shown:
        drawn.add_row(*(Text(cell, style="dim" if cell in ("0", "?") else "") for cell in row))
    return Group(drawn, *(Text(line, style="dim") for line in notes(plan, batch_size)))


def rows(plan: Mapping[str, Any]) -> list[Row]:
    """The input and every layer, in words."""
    return [Row("input", shape(plan["input"]), "", "", ""), *(row for layer in plan["layers"] for row in _tree(layer, 0))]


def totals(plan: Mapping[str, Any]) -> Row:
    """The sums over all layers, in words; `at least` where a layer could not be planned."""
    of = plan["totals"]
    label = "at least" if of["lower_bound"] else "total"
    return Row(label, "", grouped(of["parameters"]), short(of["multiply_adds"]), memory(of["activation_bytes"]))


def notes(plan: Mapping[str, Any], batch_size: int | None = None) -> list[str]:
    """What a reader has to know of the numbers."""
    said = ["multiply-adds of the forward pass and memory of the outputs (float32) are for one sample"]
    of_outputs, parameters = plan["totals"]["activation_bytes"], plan["totals"]["parameters"]
    if batch_size and isinstance(of_outputs, int):
        said.append(f"a batch of {batch_size:,} takes {memory(of_outputs * batch_size)} of outputs")
    if isinstance(parameters, int):
        said.append(f"the parameters take {memory(parameters * 4)}")
    if plan["totals"]["fixed"] != 0:
        said.append(f"of the parameters {grouped(plan['totals']['fixed'])} are fixed: training does not change them by gradients")
    if any(layer["output"] is None for layer in plan["layers"]):
        said.append("? means that the shape is not planned; Keras tells it when the model is built")
    if any(isinstance(plan["totals"][name], str) for name in ("parameters", "multiply_adds", "activation_bytes")):
        said.append("a name stands for a size that only the data tell")
    if not plan["complete"]:
        said.append("the plan ends at the layer with the finding")
    return said


def shape(sizes: Sequence[int | str] | None) -> str:
    """A shape as people write it: `28 × 28 × 1`."""
    return "?" if sizes is None else " × ".join(str(size) for size in sizes) or "a number"


def _tree(layer: Mapping[str, Any], depth: int) -> Iterator[Row]:
    """A layer, and those inside it below it, further to the right."""
    yield _row(layer, depth)
    strands = layer.get("inside", ())
    for number, strand in enumerate(strands, start=1):
        below = depth + 1
        if len(strands) > 1:
            yield Row("  " * below + f"branch {number}", *("" if strand else "as it is",), "", "", "")
            below += 1
        for turn in _turns(strand):
            if turn.heading:
                yield Row("  " * below + turn.heading, "", "", "", "")
            for inner in turn.layers:
                yield from _tree(inner, below + bool(turn.heading))
    if "projection" in layer:
        yield _row(layer["projection"], depth + 1)


class _Turn(NamedTuple):
    """One turn of a repetition, or several that are alike."""

    heading: str
    layers: Sequence[Mapping[str, Any]]


def _turns(strand: Sequence[Mapping[str, Any]]) -> list[_Turn]:
    """The layers of each turn; turns that look alike are shown once."""
    found: list[tuple[int, int, list[Mapping[str, Any]]]] = []
    for turn, layers in groupby(strand, key=lambda layer: layer.get("turn", 0)):
        shown = list(layers)
        if found and list(map(_plain, found[-1][2])) == list(map(_plain, shown)):
            found[-1] = (found[-1][0], turn, shown)
        else:
            found.append((turn, turn, shown))
    return [_Turn(_heading(first, last), layers) for first, last, layers in found]


def _heading(first: int, last: int) -> str:
    return "" if not first else f"turn {first}" if first == last else f"turns {first} to {last}, each"


def _plain(layer: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is shown of a layer, whichever turn it is in."""
    inside = [[_plain(inner) for inner in strand] for strand in layer.get("inside", ())]
    return {**{key: value for key, value in layer.items() if key not in ("turn", "input")}, "inside": inside}


def _row(layer: Mapping[str, Any], depth: int = 0) -> Row:
    name = "  " * depth + visible(layer["type"])
    if layer["output"] is None:
        return Row(name, "?", "?", "?", "?")
    costs = grouped(layer["parameters"]), short(layer["multiply_adds"]), memory(layer["activation_bytes"])
    return Row(name, shape(layer["output"]), *costs)
