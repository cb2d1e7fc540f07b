"""Sounds in class folders: at which rates and how long they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from specbuild.running.recognise.aim import Aim
from specbuild.running.recognise.class_folders import classes_of
from specbuild.running.recognise.draft import Block, Draft, Line
from specbuild.running.recognise.families import family
from specbuild.running.recognise.networks import audio
from specbuild.running.recognise.routine import split, training
from specbuild.running.recognise.seen import Seen

_LONGEST = 5.0  # seconds that a first network hears
_HIGHEST = 22_050  # samples a second of the first network; higher rates cost and seldom help


@dataclass(frozen=True, slots=True)
class Sounds:
    """Rates and seconds of the sounds that were looked at."""

    rates: Sequence[int]
    seconds: Sequence[float]

    @property
    def rate(self) -> int:
        """The usual rate, or half or a quarter of it where it is high."""
        usual = Counter(self.rates).most_common(1)[0][0]
        while usual > _HIGHEST:
            usual //= 2
        return max(1_000, usual)

    @property
    def length(self) -> float:
        """Seconds that nearly all sounds fit into."""
        return float(np.clip(round(float(np.percentile(self.seconds, 90)), 1), 0.3, _LONGEST))

    def lines(self) -> list[Line]:
        """The arguments of the loader."""
        kinds = sorted(set(self.rates))
        why = "their own" if kinds == [self.rate] else f"they have {', '.join(map(str, kinds[:4]))}; all are brought to one"
        between = f"they last {min(self.seconds):.2g} to {max(self.seconds):.2g}; shorter ones are filled up with silence, longer ones cut"
        return [Line("sample_rate", self.rate, why), Line("seconds", self.length, between)]

    def network(self) -> list[Block]:
        """All layers but the head."""
        return audio.layers(self.rate, round(self.rate * self.length))


def look(paths: Sequence[str]) -> Sounds | None:
    """Read the heads of some sounds; None where none can be read.

    Raises:
        Refused: what reads sounds is not installed.
    """
    from specbuild.running.data.context import LoadContext
    from specbuild.running.data.extras import need

    need(LoadContext(base=Path(), at=()), "audio", "soundfile", "soxr")
    heads = [head for path in paths if (head := _head(path)) is not None]
    return Sounds([rate for rate, _ in heads], [seconds for _, seconds in heads]) if heads else None


def _head(path: str) -> tuple[int, float] | None:
    import soundfile

    try:
        with soundfile.SoundFile(path) as sound:
            seconds = sound.frames / sound.samplerate
            return (int(sound.samplerate), float(seconds)) if 0 < seconds < 86_400 else None
    except (soundfile.SoundFileError, OSError, ValueError, TypeError, ZeroDivisionError):
        return None


def draft(seen: Seen) -> Draft | None:
    """A spec for class folders of sounds."""
    if not seen.family_of_classes("sounds") or seen.tree is None:
        return None
    found = classes_of(seen, [member for member in seen.tree.members if family(Path(member.path)) == "sounds"], "sounds")
    sounds = look(found.some(100))
    if sounds is None:
        return None
    loader = Block("[loader]", [Line("type", "audio"), *found.lines(seen), *sounds.lines()])
    return Draft(found.found("sounds"), blocks(found.aim, loader, sounds, len(found.members), found.parts))


def blocks(aim: Aim, loader: Block, sounds: Sounds, rows: int, parts: frozenset[str]) -> list[Block]:
    """The tables of a spec for sounds."""
    return [aim.block, loader, split(aim, parts), *sounds.network(), aim.head(), *training(aim, rows, most=40, rate=0.002, parts=parts)]
