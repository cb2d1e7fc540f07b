"""Folders of pictures, one a class: how many there are, how large and how colourful, and a network that suits them."""

from __future__ import annotations

import statistics
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from specbuild.running.data.folders.tree import Tree, read_tree
from specbuild.running.recognise.draft import Block, Draft, Line

_LOOKED_AT = 300  # pictures whose headers are read; enough to know the usual size
_LARGEST = 160  # pixels; beyond that the first run takes long on a CPU, and size is easily raised later
_COLOURLESS = {"1", "L", "I", "I;16", "I;16B", "F", "LA"}


@dataclass(frozen=True, slots=True)
class Pictures:
    """What the headers of a sample of pictures say.

    Attributes:
        classes: Names of the class folders that hold pictures.
        counts: Pictures in each of them.
        parts: Ready-made parts that there are: "train", "validation", "test".
        heights: Heights of those looked at, in pixels.
        widths: Widths.
        colourless: Whether none of them has colour.
    """

    classes: Sequence[str]
    counts: Sequence[int]
    parts: frozenset[str]
    heights: Sequence[int]
    widths: Sequence[int]
    colourless: bool

    @property
    def total(self) -> int:
        """All pictures."""
        return sum(self.counts)

    @property
    def size(self) -> tuple[int, int]:
        """A height and width to resize to: the usual size, made smaller where it is large."""
        height, width = int(statistics.median(self.heights)), int(statistics.median(self.widths))
        shrink = min(1.0, _LARGEST / max(height, width))
        return max(8, round(height * shrink)), max(8, round(width * shrink))

    @property
    def one_size(self) -> bool:
        """Whether all that were looked at have the same size."""
        return len(set(zip(self.heights, self.widths, strict=True))) == 1


def look(path: Path) -> Pictures | None:
    """Look at a folder; None where it holds no class folders with pictures."""
    if not path.is_dir():
        return None
    tree = read_tree(path)
    headers = [header for member in _spread(tree) if (header := _header(member)) is not None]
    if not headers:
        return None
    counts = Counter(member.label for member in tree.members)
    classes = [label for label in tree.labels if counts[label]]
    sizes, modes = zip(*headers, strict=True)
    return Pictures(
        classes, [counts[label] for label in classes], frozenset(member.part for member in tree.members if member.part),
        [height for _, height in sizes], [width for width, _ in sizes], all(mode in _COLOURLESS for mode in modes),
    )  # fmt: skip


def _spread(tree: Tree) -> Sequence[str]:
    step = max(1, len(tree.members) // _LOOKED_AT)
    return [member.path for member in tree.members[::step]]


def _header(path: str) -> tuple[tuple[int, int], str] | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # only the header is read, and the run will refuse the picture
        try:
            with Image.open(path) as picture:
                mode = "RGB" if picture.mode == "P" else picture.mode
                turned = picture.getexif().get(0x0112, 1) in (5, 6, 7, 8)
                return (picture.size[::-1] if turned else picture.size), mode
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            return None


def draft(path: Path, written: str) -> Draft | None:
    """A first spec for a folder of pictures.

    Args:
        path: The folder.
        written: Its path as the spec is to have it.

    Returns:
        The draft; None where this is no folder of class folders with pictures.
    """
    pictures = look(path)
    if pictures is None:
        return None
    binary = len(pictures.classes) == 2
    blocks = [
        Block("[task]", [Line("type", "binary" if binary else "multiclass", _shorten(pictures.classes))]),
        Block("[loader]", _loader(pictures, written)),
        Block("[split]", _split(pictures)),
        Block("[meaning]", [], _MEANING),
        Block("[[preprocessing]]", [Line("type", "Rescaling"), Line("scale", "1/255", "pixels from 0..255 to 0..1")]),
        *_layers(pictures, binary=binary),
        Block("[training]", _training(pictures)),
        Block(
            "[[training.callbacks]]",
            [Line("type", "EarlyStopping", "stop when validation no longer improves,"), Line("monitor", "val_loss"), Line("patience", 6),
             Line("restore_best_weights", True, "and keep the best epoch's weights")],
        ),
    ]  # fmt: skip
    plural = "class" if len(pictures.classes) == 1 else "classes"
    return Draft(f"{pictures.total:,} pictures in {len(pictures.classes)} {plural}.", blocks)


_MEANING = (
    "What may change in a picture without changing its class? Nothing is augmented until you say so here, for example:",
    "    mirror_horizontal = \"free\"    # a mirrored cat is a cat; a mirrored b is a d",
    "    orientation = 15              # turning by up to 15 degrees is harmless",
    "and add, for each change that is meant to happen,",
    "    [[augmentation]]",
    "    type = \"RandomFlip\"",
    "    mode = \"horizontal\"",
)  # fmt: skip


def _shorten(names: Sequence[str]) -> str:
    shown = ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")
    return shown if shown.isprintable() and len(shown) < 80 else f"{len(names)} classes"


def _loader(pictures: Pictures, written: str) -> list[Line]:
    height, width = pictures.size
    natural = (int(statistics.median(pictures.heights)), int(statistics.median(pictures.widths)))
    why = (
        "height, width: their own size"
        if (height, width) == natural and pictures.one_size
        else "height, width; larger sees more and takes longer"
    )
    lines = [Line("type", "image_folder"), Line("path", written), Line("size", [height, width], why)]
    lines.append(
        Line("color_mode", "grayscale" if pictures.colourless else "rgb", "none of them has colour" if pictures.colourless else "")
    )
    if not pictures.one_size:
        lines.append(Line("resize", "crop", 'keep the aspect, cut what is over; or "pad", "stretch"'))
    return lines


def _split(pictures: Pictures) -> list[Line]:
    if pictures.parts:
        have = " and ".join(sorted(pictures.parts))
        lines = [Line("type", "folders", f"the folders {have} are ready-made")]
        return lines if "validation" in pictures.parts else [*lines, Line("validation", 0.2, "of the training rows")]
    stratified = min(pictures.counts) >= 10
    return [
        Line(
            "type",
            "stratified" if stratified else "random",
            "the same mix of classes in every part" if stratified else "some classes are tiny",
        ),
        Line("validation", 0.2),
        Line("test", 0.1),
    ]


def _layers(pictures: Pictures, *, binary: bool) -> list[Block]:
    """Convolutions and poolings until little of the picture is left, then one dense layer over the mean of each map."""
    side = min(pictures.size)
    blocks: list[Block] = []
    filters = 16
    while side >= 8 and len(blocks) < 8:
        lines = [
            Line("type", "Conv2D"),
            Line("filters", filters),
            Line("kernel_size", 3),
            Line("padding", "same"),
            Line("activation", "relu"),
        ]
        blocks += [Block("[[layers]]", lines), Block("[[layers]]", [Line("type", "MaxPooling2D")])]
        filters, side = min(128, filters * 2), side // 2
    blocks.append(Block("[[layers]]", [Line("type", "Flatten")]))
    blocks.append(Block("[[layers]]", [Line("type", "Dropout"), Line("rate", 0.3, "against overfitting")]))
    head = Line("units", 1, "one number: how likely the second class is") if binary else Line("units", "classes", "one number a class")
    activation = [Line("activation", "sigmoid")] if binary else []
    return [*blocks, Block("[[layers]]", [Line("type", "Dense"), head, *activation])]


def _training(pictures: Pictures) -> list[Line]:
    batch = 32 if pictures.total >= 600 else 16
    return [Line("epochs", 40 if pictures.total < 20_000 else 15), Line("batch_size", batch), Line("optimizer", "Adam")]
