"""What the first specs of all kinds of data share: how rows are divided, and how long is trained."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from specbuild.running.recognise.aim import Aim
from specbuild.running.recognise.draft import Block, Line

LEAST = 10  # samples that the smallest class needs for every part to have some
TOO_FEW = 40  # validation rows below which their loss jumps too much to stop by it
STEPS = 4000  # of training, about: enough for a first look, minutes at most


def split(aim: Aim, parts: Collection[str], *, tables: bool = False) -> Block:
    """How rows are divided.

    Args:
        aim: What is predicted.
        parts: Ready-made parts that there are: "train", "validation", "test".
        tables: Whether these are files, and not folders.
    """
    if parts:
        have = " and ".join(sorted(parts, key=("train", "validation", "test").index))
        lines = [Line("type", "folders", f"{have} are ready-made {'files' if tables else 'folders'}")]
        return Block("[split]", lines if "validation" in parts else [*lines, Line("validation", 0.2, "of the training rows")])
    return Block("[split]", [_drawn(aim), Line("validation", 0.2), Line("test", 0.2)])


def split_by_group(aim: Aim, column: str | int) -> Block:
    """How rows are divided of which some belong together: the column says which."""
    kind = "stratified_group" if aim.task in ("binary", "multiclass") else "group"
    lines = [Line("type", kind, "rows of one group stay together"), Line("column", column), Line("validation", 0.2), Line("test", 0.2)]
    return Block("[split]", lines)


def _drawn(aim: Aim) -> Line:
    if aim.task not in ("binary", "multiclass"):
        return Line("type", "random", 'rows that belong together need "group", rows in time need "time"')
    if aim.smallest >= LEAST:
        return Line("type", "stratified", "the same mix of classes in every part")
    return Line("type", "random", "some classes are tiny")


def training(aim: Aim, rows: int, *, most: int = 100, rate: float = 0.001, parts: Collection[str] = ()) -> list[Block]:
    """How it is trained.

    Args:
        aim: What is predicted.
        rows: All samples.
        most: Epochs at the most.
        rate: Learning rate.
        parts: Ready-made parts that there are.
    """
    batch = 8 if rows < 150 else 16 if rows < 1_500 else 32 if rows < 20_000 else 64
    train = rows * (0.4 if "test" in parts else 0.6)  # ready-made test parts are often half of all
    epochs = max(8, min(most, round(STEPS * batch / max(1.0, train))))
    lines = [Line("epochs", epochs), Line("batch_size", batch), Line("optimizer", {"type": "Adam", "learning_rate": rate})]
    watched = Line("monitor", "val_loss")
    if aim.rare:
        share = aim.smallest / sum(aim.counts.values())
        lines.append(Line("resample", "balanced", f"{share:.1%} of the rows are of the rare class: it is drawn as often as the other"))
        lines.append(Line("metrics", ["AUC"], "accuracy says nothing here"))
        watched = Line("monitor", "val_auc")
    if aim.task == "regression":
        lines.append(Line("metrics", ["RootMeanSquaredError"]))
    blocks = [Block("[training]", lines)]
    if "validation" not in parts and rows * 0.2 * (0.5 if "test" in parts else 1.0) < TOO_FEW:
        return blocks
    return [
        *blocks,
        Block(
            "[[training.callbacks]]", [*_stopping(watched, aim), Line("restore_best_weights", True, "and keep the best epoch's weights")]
        ),
    ]


def _stopping(watched: Line, aim: Aim) -> Sequence[Line]:
    mode = [Line("mode", "max")] if aim.rare else []
    return [Line("type", "EarlyStopping", "stop when validation no longer improves,"), watched, *mode, Line("patience", 10)]


def layer(*lines: Line | tuple[str, object] | tuple[str, object, str]) -> Block:
    """One layer."""
    return Block("[[layers]]", [Line(*line) for line in lines])


def preprocessing(*lines: Line | tuple[str, object] | tuple[str, object, str]) -> Block:
    """One layer of preprocessing."""
    return Block("[[preprocessing]]", [Line(*line) for line in lines])
