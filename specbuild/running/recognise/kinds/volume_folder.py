"""Volumes in class folders: NIfTI, arrays of three axes, stacks of TIFF."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.extras import need
from specbuild.running.data.files.opened import opened
from specbuild.running.data.files.unreadable import Unreadable
from specbuild.running.data.folders.listing import listing
from specbuild.running.data.volumes.decode import canonical, stored_volume
from specbuild.running.data.volumes.readers import slices
from specbuild.running.recognise.aim import Aim
from specbuild.running.recognise.class_folders import classes_of
from specbuild.running.recognise.draft import Block, Draft, Line
from specbuild.running.recognise.families import STACKS, family
from specbuild.running.recognise.kinds import image_folder
from specbuild.running.recognise.kinds.clip_folder import Numbered, numbered_pictures
from specbuild.running.recognise.networks import volume
from specbuild.running.recognise.routine import preprocessing, split, training
from specbuild.running.recognise.seen import Seen

_LARGEST = 48  # voxels along a side of the first network
_LOOKED_AT = 20
_MOST = 2**27
_FEW = 4  # channels; more than that are rather slices
CHANNELS_FIRST = "Not certain: channels seem to stand first, and a volume has them last: turn the axes round with `np.moveaxis(x, 0, -1)`."
OF_PICTURES = "save each as PNG in its class folder, or all of one size with their labels in one file: `np.savez(path, x=x, y=y)`"
OF_FOLDERS = Line("sample", "folder", "each folder of numbered pictures is a volume, in natural order")


@dataclass(frozen=True, slots=True)
class Volumes:
    """What some volumes told: their sides, channels, spacings where they say them, and range of intensities."""

    sides: Sequence[tuple[int, int, int]]
    channels: int
    spacings: Sequence[tuple[float, ...]]
    low: float
    high: float
    whole: bool

    @property
    def size(self) -> tuple[int, ...]:
        """Sides to bring all to: the usual ones, made smaller where they are large."""
        usual = [int(statistics.median(sides)) for sides in zip(*self.sides, strict=True)]
        shrink = min(1.0, _LARGEST / max(usual))
        return tuple(max(4, round(side * shrink)) for side in usual)

    @property
    def channels_first(self) -> bool:
        """Whether channels seem to stand before the axes of space, in arrays that do not say where they lie."""
        return not self.spacings and self.channels > _FEW and max(sides[0] for sides in self.sides) <= _FEW

    @property
    def colourful(self) -> bool:
        """Whether these are height, width and colours, in arrays that do not say what their axes are."""
        return (
            not self.spacings and self.channels == 1 and all(sides[2] in (3, 4) and min(sides[:2]) >= 2 * sides[2] for sides in self.sides)
        )

    def lines(self) -> list[Line]:
        """The arguments of the loader."""
        own = set(self.sides) == {self.size}
        why = (
            "their own size" if own else f"they have up to {' x '.join(str(max(sides)) for sides in zip(*self.sides, strict=True))} voxels"
        )
        lines = [Line("size", list(self.size), why)]
        if self.channels > 1:
            lines.append(Line("channels", self.channels))
        if len(set(self.spacings)) > 1:
            usual = [round(statistics.median(spacing), 4) for spacing in zip(*self.spacings, strict=True)]
            lines.append(Line("spacing", usual, "millimetres: their spacings differ, and all are brought to one"))
        if self.whole and self.high <= 255 and self.low >= 0:
            lines.append(Line("window", [0, 255], "intensities are bytes"))
        return lines

    def scaling(self) -> Block:
        """What brings intensities to about 0 to 1."""
        if self.whole and self.high <= 255 and self.low >= 0:
            return preprocessing(("type", "Rescaling"), ("scale", "1/255"))
        return preprocessing(("type", "Normalization", "by the mean and spread of the training rows"), ("axis", -1))


def look(paths: Sequence[str], *, folders: bool = False) -> Volumes | None:
    """Read some volumes, each a file or a folder of slices; None where none can be read, or they have other than three axes."""
    need(LoadContext(base=Path(), at=()), "volume", "nibabel", "tifffile")
    found = []
    for path in paths:
        try:
            with opened(listing(path, path).files if folders else [path]) as (_, files):
                found.append(slices.read(files, _MOST) if folders else canonical(stored_volume(files[0], _MOST)))
        except (Unreadable, OSError):
            continue
    if not found:
        return None
    values = [np.asarray(one.values) for one in found]
    sides = [(shape[0], shape[1], shape[2]) for shape in (one.shape for one in values)]
    channels = statistics.mode(one.shape[3] if one.ndim == 4 else 1 for one in values)  # a few others are named by the run
    spacings = [tuple(round(float(size), 4) for size in one.spacing) for one in found if one.spacing is not None]
    return Volumes(
        sides, channels, spacings, float(min(one.min() for one in values)), float(max(one.max() for one in values)),
        all(one.dtype.kind in "bu" for one in values),
    )  # fmt: skip


def draft(seen: Seen) -> Draft | None:
    """A spec for class folders of volumes."""
    if seen.tree is None or not seen.family_of_classes("volumes", "arrays", "pictures"):
        return None
    if seen.family_of_classes("pictures") and (numbered := numbered_pictures(seen.tree.members)) is not None:
        return _of_slices(seen, numbered)
    members = [member for member in seen.tree.members if _may_be(Path(member.path))]
    if len(members) < 0.8 * len(seen.tree.members):
        return None
    found = classes_of(seen, members, "volumes")
    volumes = None if _are_pictures(found.some(_LOOKED_AT)) else look(found.some(_LOOKED_AT))
    if volumes is None:
        return None
    if volumes.colourful:
        message = f"`{seen.path}` holds arrays such as {' x '.join(map(str, volumes.sides[0]))}, which are pictures and no volumes"
        raise Refused(Finding("N005", (), message, help=OF_PICTURES))
    loader = Block("[loader]", [Line("type", "volume"), *found.lines(seen), *volumes.lines()])
    because = (*found.doubts, *([CHANNELS_FIRST] if volumes.channels_first else []))
    return Draft(found.found("volumes"), blocks(found.aim, loader, volumes, len(members), found.parts), because)


def _of_slices(seen: Seen, numbered: Numbered) -> Draft | None:
    found = classes_of(seen, numbered.folders, "folders of slices")
    volumes = look([str(Path(path).parent) for path in found.some(_LOOKED_AT)], folders=True)
    if volumes is None:
        return None
    loader = Block("[loader]", [Line("type", "volume"), *found.lines(seen), *volumes.lines(), OF_FOLDERS])
    because = ("Not certain: numbered pictures in folders are taken for slices of volumes; they may be frames of clips, or stand alone.",)
    return Draft(found.found("folders of slices"), blocks(found.aim, loader, volumes, len(numbered.folders), found.parts), because)


def _are_pictures(paths: Sequence[str]) -> bool:
    """Whether these are single pictures, and no stacks of slices."""
    heads = image_folder.look([path for path in paths if Path(path).suffix.casefold() in STACKS])
    return heads is not None and not heads.moving


def _may_be(path: Path) -> bool:
    return family(path) == "volumes" or path.suffix.casefold() in STACKS or path.suffix.casefold() == ".npy"


def blocks(aim: Aim, loader: Block, volumes: Volumes, rows: int, parts: frozenset[str]) -> list[Block]:
    """The tables of a spec for volumes."""
    network = volume.layers(volumes.size)
    return [aim.block, loader, split(aim, parts), volumes.scaling(), *network, aim.head(), *training(aim, rows, most=25, parts=parts)]
