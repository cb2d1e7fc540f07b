"""Waves: values of series and audio, their size, level, pitch and noise."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.meaning.change import Change, Family, Subject, both_ways, largest, up_to


def jitter(subject: Subject) -> Iterator[Change]:
    """The standard deviation of the noise, as a share of that of the series."""
    yield Change("detail", up_to(subject.arguments["factor"])[1], "factor")


def scaling(subject: Subject) -> Iterator[Change]:
    """How far the factor is from 1."""
    yield Change("amplitude", largest(both_ways(subject.arguments["factor"])), "factor")


def offset(subject: Subject) -> Iterator[Change]:
    """What is added, as a share of the standard deviation."""
    yield Change("offset", largest(both_ways(subject.arguments["factor"])), "factor")


def gain(subject: Subject) -> Iterator[Change]:
    """Decibels as a factor, and how far it is from 1: 6 decibels more are 1, 6 less are 0.5."""
    low, high = both_ways(subject.arguments["factor"])
    yield Change("amplitude", max(abs(_times(low) - 1), abs(_times(high) - 1)), "factor")


def noise(subject: Subject) -> Iterator[Change]:
    """The size of the noise, as a share of that of the signal, at the lowest ratio: 20 decibels are 0.1."""
    snr = subject.arguments["snr"]
    yield Change("detail", _times(-min(snr if isinstance(snr, list | tuple) else [snr])), "snr")


def polarity(_: Subject) -> Iterator[Change]:
    """Nobody hears the sign of a wave."""
    return iter(())


def pitch(subject: Subject) -> Iterator[Change]:
    """Semitones."""
    yield Change("pitch", largest(both_ways(subject.arguments["factor"])), "factor")


def _times(decibels: float) -> float:
    return float(10 ** (decibels / 20))


FAMILY: Family = {
    "RandomJitter": jitter,
    "RandomScaling": scaling,
    "RandomMagnitudeWarp": scaling,
    "RandomOffset": offset,
    "RandomGain": gain,
    "RandomAudioNoise": noise,
    "RandomPolarity": polarity,
    "RandomPitchShift": pitch,
}
