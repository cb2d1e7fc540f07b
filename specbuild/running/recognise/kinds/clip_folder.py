"""Clips in class folders: files of moving pictures, or folders of frames."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from specbuild.running.data.clips.readers import video
from specbuild.running.data.context import LoadContext
from specbuild.running.data.extras import need
from specbuild.running.data.files.unreadable import Unreadable
from specbuild.running.data.folders.tree import Member
from specbuild.running.recognise.aim import Aim
from specbuild.running.recognise.class_folders import classes_of
from specbuild.running.recognise.draft import Block, Draft, Line
from specbuild.running.recognise.families import MOVING, family
from specbuild.running.recognise.kinds import image_folder
from specbuild.running.recognise.kinds.image_folder import Heads
from specbuild.running.recognise.networks import clip
from specbuild.running.recognise.routine import preprocessing, split, training
from specbuild.running.recognise.seen import Seen

_LARGEST = 64  # pixels of a side of the first network
_FRAMES = 12
_LOOKED_AT = 30
MOST_PIXELS = 89_478_485  # of a frame, as the loader has it
OF_FOLDERS = Line("sample", "folder", "each folder of numbered pictures is a clip; single pictures are for `image_folder`")
_FRAME = re.compile(r"(frame|slice|img|image)?[_\-. ]?\d+$", re.IGNORECASE)


def draft(seen: Seen) -> Draft | None:
    """A spec for class folders of clips."""
    if seen.tree is None or not seen.family_of_classes("clips", "pictures"):
        return None
    if seen.family_of_classes("pictures"):
        return _of_frames(seen, seen.tree.members) or _of_pictures(seen, seen.tree.members)
    need(LoadContext(base=Path(), at=()), "video", "av")
    members = [member for member in seen.tree.members if family(Path(member.path)) == "clips"]
    return _draft(seen, members, look_at_films([member.path for member in members[:: max(1, len(members) // _LOOKED_AT)]]), folders=False)


def _of_pictures(seen: Seen, members: Sequence[Member]) -> Draft | None:
    """GIF, WebP and PNG that move."""
    moving = [member for member in members if Path(member.path).suffix.casefold() in MOVING]
    if len(moving) < 0.8 * len(members):
        return None
    heads = image_folder.look([member.path for member in moving[:: max(1, len(moving) // _LOOKED_AT)]])
    return _draft(seen, moving, heads, folders=False) if heads is not None and heads.moving else None


def _of_frames(seen: Seen, members: Sequence[Member]) -> Draft | None:
    found = numbered_pictures(members)
    return None if found is None or found.slices else _draft(seen, found.folders, found.heads, folders=True)


class Numbered(NamedTuple):
    """Folders of numbered pictures: the first of each, what the heads say, and whether they rather are slices of volumes."""

    folders: Sequence[Member]
    heads: Heads
    slices: bool


def numbered_pictures(members: Sequence[Member]) -> Numbered | None:
    """Folders of numbered pictures, several in each class folder; None where the members are anything else."""
    deep = Counter(str(Path(member.path).parent) for member in members if member.id.count("/") == (3 if member.part else 2))
    if sum(deep.values()) < len(members) or not deep or min(deep.values()) < 4:
        return None
    if not all(_FRAME.fullmatch(Path(member.path).stem) for member in members[:200]):
        return None
    heads = image_folder.look([member.path for member in members[:: max(1, len(members) // _LOOKED_AT)]])
    if heads is None or not heads.one_size:
        return None
    first = {str(Path(member.path).parent): member for member in reversed(members)}
    return Numbered(list(first.values()), heads, are_slices([member.path for member in members], heads))


def are_slices(paths: Sequence[str], heads: Heads) -> bool:
    """Whether numbered pictures are slices of a volume: they say so, or have more steps of grey than a film."""
    return heads.deep or all(Path(path).stem.casefold().startswith("slice") for path in paths)


def look_at_films(paths: Sequence[str]) -> Heads | None:
    """Read the first frame of some films; None where none can be read."""
    heights, widths = list[int](), list[int]()
    for path in paths:
        try:
            with Path(path).open("rb") as file, video.frames(file, MOST_PIXELS) as each:
                height, width, _ = next(each).pixels().shape
        except (Unreadable, OSError, StopIteration):
            continue
        heights.append(height)
        widths.append(width)
    return Heads(heights, widths, colourless=False, moving=True) if heights and min(heights) > 0 else None


def _draft(seen: Seen, members: Sequence[Member], heads: Heads | None, *, folders: bool) -> Draft | None:
    if heads is None:
        return None
    found = classes_of(seen, members, "folders of frames" if folders else "clips")
    lines = [Line("type", "video"), *found.lines(seen), *clip_lines(heads)]
    because: tuple[str, ...] = ()
    if folders:
        lines.append(OF_FOLDERS)
        because = ("Not certain: pictures with numbers for names, some in each folder, may be frames (as here) or pictures by themselves.",)
    return Draft(
        found.found("folders of frames" if folders else "clips"),
        blocks(found.aim, Block("[loader]", lines), heads, len(members), found.parts),
        because,
    )


def clip_lines(heads: Heads) -> list[Line]:
    """The arguments of the loader."""
    size = heads.size(_LARGEST)
    lines = [
        Line("size", list(size), "height, width; larger sees more and takes longer"),
        Line("frames", _FRAMES, "spread evenly over each clip"),
    ]
    if heads.colourless:
        lines.append(Line("color_mode", "grayscale", "none of them has colour"))
    return lines if heads.one_size else [*lines, Line("resize", "crop", 'keep the aspect, cut what is over; or "pad", "stretch"')]


def blocks(aim: Aim, loader: Block, heads: Heads, rows: int, parts: frozenset[str]) -> list[Block]:
    """The tables of a spec for clips."""
    scaling = preprocessing(("type", "Rescaling"), ("scale", "1/255", "pixels from 0..255 to 0..1"))
    network = clip.layers(_FRAMES, min(heads.size(_LARGEST)))
    return [aim.block, loader, split(aim, parts), scaling, *network, aim.head(), *training(aim, rows, most=20, rate=0.002, parts=parts)]
