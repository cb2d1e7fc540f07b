"""What changes audio, measured on tones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from specbuild.checking.diagnostic import Refused

RATE, LENGTH = 8000, 8000
TARGETS = np.arange(8)
FACTS = {"shape": (LENGTH,), "kind": "audio", "value_range": (-1.0, 1.0)}
TIME = np.arange(LENGTH) / RATE
PITCHES = np.array([200.0, 300, 450, 600, 800, 1000, 1200, 1500])


@pytest.fixture
def change(make: Callable[..., Any], compiled: Callable[..., Any]) -> Callable[..., tuple[np.ndarray, np.ndarray]]:
    def changed(waves: np.ndarray, type_: str, **arguments: Any) -> tuple[np.ndarray, np.ndarray]:
        pipeline = make((type_, arguments, {"probability": 1.0}), **{**FACTS, "shape": waves.shape[1:]})
        draws = pipeline.draws(0, 0, 8)
        return compiled(pipeline)(waves.astype("float32"), TARGETS, draws)[0], draws

    return changed


def tones(level: float = 0.3) -> np.ndarray:
    return level * np.sin(2 * np.pi * PITCHES[:, None] * TIME)


def pitch(wave: np.ndarray) -> float:
    """The strongest frequency in the middle of a wave."""
    middle = wave[len(wave) // 4 : 3 * len(wave) // 4]
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle)), 2**17))
    return float(spectrum.argmax() * RATE / 2**17)


def level(wave: np.ndarray) -> float:
    return float(np.sqrt(np.mean(np.square(wave[1000:-1000]))))


def test_a_gain_is_one_of_decibels_and_clips(change: Any) -> None:
    found, draws = change(tones(), "RandomGain", factor=30)
    np.testing.assert_allclose(found, np.clip(tones() * 10 ** (draws / 20), -1, 1), atol=1e-5)
    assert np.abs(found).max() == 1.0


def test_noise_has_the_ratio_that_was_drawn_whatever_part_of_the_sample_is_silent(change: Any) -> None:
    waves = tones()
    waves[:4, 3000:] = 0.0
    found, draws = change(waves, "RandomAudioNoise", snr=[5, 30])
    for wave, result, ratio in zip(waves, found, draws[:, 0], strict=True):
        heard = wave[np.abs(wave) > 0]
        measured = 10 * np.log10(np.mean(heard**2) / np.mean((result - wave) ** 2))
        assert abs(measured - ratio) < 0.5


def test_silence_gets_no_noise(change: Any) -> None:
    assert not change(np.zeros((8, LENGTH)), "RandomAudioNoise", snr=0)[0].any()


def test_polarity_is_the_sign_and_can_be_left_to_its_own_coin(change: Any, make: Any) -> None:
    assert np.array_equal(change(tones(), "RandomPolarity")[0], -tones().astype("float32"))
    assert make(("RandomPolarity", {}), **FACTS).steps[0].probability == 0.5


def test_a_pitch_shift_moves_the_pitch_by_its_semitones_and_keeps_level_and_time(change: Any) -> None:
    found, draws = change(tones(), "RandomPitchShift", factor=7)
    assert np.ptp(draws) > 5
    for wave, result, semitones, was in zip(tones(), found, draws[:, 0], PITCHES, strict=True):
        assert abs(12 * np.log2(pitch(result) / was) - semitones) < 0.05
        assert abs(level(result) / level(wave) - 1) < 0.15


def test_what_a_pitch_shift_would_raise_above_half_the_sample_rate_is_gone(change: Any) -> None:
    high = np.repeat(0.3 * np.sin(2 * np.pi * 3500 * TIME)[None], 8, axis=0)
    found, _ = change(high, "RandomPitchShift", factor=[12, 12])
    assert level(found[0]) < 0.02


def test_a_stretch_moves_a_click_in_time_and_keeps_the_pitch(change: Any) -> None:
    found, draws = change(tones(), "RandomTimeStretch", factor=[-0.4, -0.1])
    for result, was in zip(found, PITCHES, strict=True):
        assert abs(pitch(result) / was - 1) < 0.003
    clicks = np.zeros((8, LENGTH))
    clicks[:, 4000:4004] = 0.9
    found, draws = change(clicks, "RandomTimeStretch", factor=0.3, fft_length=256)
    for result, faster in zip(found, draws[:, 0], strict=True):
        assert abs(int(np.abs(result).argmax()) - 4000 / (1 + faster)) < 100


@pytest.mark.parametrize(("type_", "factor"), [("RandomTimeStretch", [-0.2, -0.05]), ("RandomPitchShift", [1.0, 4.0])])
def test_sounds_without_a_pitch_stay_as_loud(type_: str, factor: list[float], change: Any) -> None:
    white = np.random.default_rng(0).normal(0, 0.1, (8, LENGTH + 7))
    hiss = np.stack([np.convolve(wave, np.hanning(10)[1:-1], "valid") for wave in white]) / 2  # low enough to be moved either way
    found, _ = change(hiss, type_, factor=factor)
    for wave, result in zip(hiss, found, strict=True):
        assert 0.9 < level(result) / level(wave) < 1.05


def test_a_faster_sound_ends_in_silence(change: Any) -> None:
    found, _ = change(tones(), "RandomTimeStretch", factor=[1.0, 1.0], fft_length=256)
    assert np.abs(found[:, 4300:]).max() < 1e-4
    assert np.abs(found[:, 3000:3500]).max() > 0.25


def test_a_frequency_mask_takes_out_one_band_and_leaves_the_rest(change: Any) -> None:
    noise = np.random.default_rng(0).normal(size=(8, LENGTH)) * 0.2
    found, draws = change(noise, "RandomFrequencyMask", factor=[0.2, 0.4])
    for wave, result, (share, place) in zip(noise, found, draws, strict=True):
        power = [np.abs(np.fft.rfft(part)) ** 2 for part in (wave, result)]
        size = round(share * 513)
        first = round(place * (513 - size))
        inside = slice(int((first + 4) * 4001 / 513), int((first + size - 4) * 4001 / 513))
        assert power[1][inside].sum() < 0.01 * power[0][inside].sum()
        rest = np.ones(4001, bool)
        rest[max(0, int((first - 4) * 4001 / 513)) : int((first + size + 4) * 4001 / 513)] = False
        assert abs(power[1][rest].sum() / power[0][rest].sum() - 1) < 0.01


def test_a_time_mask_is_silence_and_a_shift_brings_silence_in(change: Any) -> None:
    found, draws = change(tones() + 0.5, "RandomTimeMask", factor=[0.25, 0.25])
    assert ((found == 0).sum(axis=1) == 2000).all()
    found, draws = change(tones() + 0.5, "RandomTimeShift", factor=[0.1, 0.4])
    for result, share in zip(found, draws[:, 0], strict=True):
        assert (result == 0).sum() == np.flatnonzero(result)[0] == round(share * LENGTH)


@pytest.mark.parametrize(
    ("shape", "arguments", "words"),
    [
        pytest.param((LENGTH,), {"factor": 0.1, "fft_length": 1000}, "power of two", id="a window that is no power of two"),
        pytest.param((5,), {"factor": 0.1}, "too short", id="samples too short for a spectrum"),
        pytest.param((LENGTH,), {"factor": 1.1}, "between 0 and 1", id="more than all frequencies"),
    ],
)
def test_what_cannot_be_done_is_refused(shape: tuple[int, ...], arguments: dict[str, Any], words: str, make: Any) -> None:
    with pytest.raises(Refused, match=words):
        make(("RandomFrequencyMask", arguments), shape=shape, kind="audio", value_range=(-1.0, 1.0))


@pytest.mark.parametrize(("length", "fft_length"), [(900, 256), (1000, 1024), (37, 16), (4096, 512)])
def test_a_wave_survives_its_spectrum_to_the_last_sample(length: int, fft_length: int) -> None:
    from keras import ops

    from specbuild.running.data.augmentations.steps.spectrum import Spectrum

    waves = np.random.default_rng(0).normal(size=(2, length, 3)).astype("float32")
    spectrum = Spectrum(length, fft_length)
    found = spectrum.back(*spectrum.forward(ops.convert_to_tensor(waves)), length)
    np.testing.assert_allclose(ops.convert_to_numpy(found), waves, atol=1e-5)
