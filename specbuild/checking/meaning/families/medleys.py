"""RandAugment and AugMix: the union of the augmentations that they choose from."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.meaning.change import Change, Family, Subject, up_to
from specbuild.checking.meaning.families import bends, colours, finish, levels, moves, turns


def rand_augment(subject: Subject) -> Iterator[Change]:
    """All parts, unless none is ever applied."""
    if subject.arguments["num_ops"] > 0:
        yield from _parts(subject, every=True)


def aug_mix(subject: Subject) -> Iterator[Change]:
    """All parts, or all but brightness, degeneration, contrast and sharpness; nothing where chains have no links."""
    if subject.arguments["chain_depth"] > 0:
        yield from _parts(subject, every=subject.arguments["all_ops"])


def _parts(subject: Subject, *, every: bool) -> Iterator[Change]:
    """What each part changes at Keras's settings for this factor; at a factor of 0 some still act."""
    factor = up_to(subject.arguments["factor"])
    alike = subject.of(factor=factor)
    found = [
        *bends.shear(subject.of(x_factor=factor, y_factor=factor)),
        *moves.translation(subject.of(height_factor=factor, width_factor=factor)),
        *turns.rotation(alike),
        *levels.negative(subject),
        *finish.posterization(subject.of(factor=max(1, int(8 * factor[1])))),
        *levels.stretch(subject),
    ]
    if every:
        found += [*levels.brightness(alike), *colours.degeneration(alike), *levels.contrast(alike), *finish.sharpness(alike)]
    yield from (change._replace(by="factor") for change in found)


FAMILY: Family = {"RandAugment": rand_augment, "AugMix": aug_mix}
