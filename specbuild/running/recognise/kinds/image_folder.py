"""Pictures in class folders: how large and how colourful they are."""

from __future__ import annotations

import statistics
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from specbuild.running.recognise.class_folders import classes_of
from specbuild.running.recognise.draft import Block, Draft, Line
from specbuild.running.recognise.families import family
from specbuild.running.recognise.networks import picture
from specbuild.running.recognise.routine import preprocessing, split, training
from specbuild.running.recognise.seen import Seen

_LARGEST = 160  # pixels; beyond that the first run takes long on a CPU, and size is easily raised later
_COLOURLESS = {"1", "L", "I", "I;16", "I;16B", "F", "LA"}
_DEEP = {"I", "I;16", "I;16B", "F"}


@dataclass(frozen=True, slots=True)
class Heads:
    """What the heads of some pictures say: heights and widths in pixels, whether none has colour, most hold many frames, and all are deep.

    Deep ones have more than 256 steps of grey, as scans do.
    """

    heights: Sequence[int]
    widths: Sequence[int]
    colourless: bool
    moving: bool
    deep: bool = False

    @property
    def usual(self) -> tuple[int, int]:
        """The usual height and width."""
        return int(statistics.median(self.heights)), int(statistics.median(self.widths))

    def size(self, largest: int = _LARGEST) -> tuple[int, int]:
        """A height and width to resize to: the usual size, made smaller where it is large."""
        shrink = min(1.0, largest / max(self.usual))
        return max(8, round(self.usual[0] * shrink)), max(8, round(self.usual[1] * shrink))

    @property
    def one_size(self) -> bool:
        """Whether all that were looked at have the same size."""
        return len(set(zip(self.heights, self.widths, strict=True))) == 1


def look(paths: Sequence[str]) -> Heads | None:
    """Read the heads of some pictures; None where none can be read."""
    heads = [head for path in paths if (head := _head(path)) is not None]
    if not heads:
        return None
    sizes, modes, frames = zip(*heads, strict=True)
    return Heads(
        [height for _, height in sizes], [width for width, _ in sizes], all(mode in _COLOURLESS for mode in modes),
        sum(count > 1 for count in frames) > len(frames) / 2, all(mode in _DEEP for mode in modes),
    )  # fmt: skip


def _head(path: str) -> tuple[tuple[int, int], str, int] | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # only the head is read, and the run will refuse a bomb
        try:
            with Image.open(path) as picture:
                mode = "RGB" if picture.mode == "P" else picture.mode
                turned = picture.getexif().get(0x0112, 1) in (5, 6, 7, 8)
                return (picture.size[::-1] if turned else picture.size), mode, int(getattr(picture, "n_frames", 1))
        except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
            return None


def draft(seen: Seen) -> Draft | None:
    """A spec for class folders of pictures."""
    if not seen.family_of_classes("pictures") or seen.tree is None:
        return None
    found = classes_of(seen, [member for member in seen.tree.members if family(Path(member.path)) == "pictures"], "pictures")
    heads = look(found.some())
    if heads is None or heads.moving:
        return None
    size = heads.size()
    total = len(found.members)
    return Draft(
        found.found("pictures"),
        [
            found.aim.block,
            Block("[loader]", [Line("type", "image_folder"), *found.lines(seen), *picture_lines(heads, size)]),
            split(found.aim, found.parts),
            Block("[meaning]", [], MEANING),
            preprocessing(("type", "Rescaling"), ("scale", "1/255", "pixels from 0..255 to 0..1")),
            *picture.layers(min(size)),
            found.aim.head(),
            *training(found.aim, total, most=40, parts=found.parts),
        ],
        found.doubts,
    )


def picture_lines(heads: Heads, size: tuple[int, int]) -> list[Line]:
    """The arguments of a loader that say how pictures are brought to one size."""
    own = size == heads.usual and heads.one_size
    lines = [Line("size", list(size), "height, width: their own size" if own else "height, width; larger sees more and takes longer")]
    colour = "grayscale" if heads.colourless else "rgb"
    lines.append(Line("color_mode", colour, "none of them has colour" if heads.colourless else ""))
    if not heads.one_size:
        lines.append(Line("resize", "crop", 'keep the aspect, cut what is over; or "pad", "stretch"'))
    return lines


MEANING = (
    "What may change in a picture without changing its class? Nothing is augmented until you say so here, for example:",
    "    mirror_horizontal = \"free\"    # a mirrored cat is a cat; a mirrored b is a d",
    "    orientation = 15              # turning by up to 15 degrees is harmless",
    "and add, for each change that is meant to happen,",
    "    [[augmentation]]",
    "    type = \"RandomFlip\"",
    "    mode = \"horizontal\"",
)  # fmt: skip
