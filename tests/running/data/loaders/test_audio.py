"""Sounds: brought to one rate, length and number of channels; what lies, ends too early or is no sound is named."""

from __future__ import annotations

import io
import struct
import sys
from pathlib import Path

import numpy as np
import pytest

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext
from specbuild.running.data.loaders import audio as module
from specbuild.running.data.loaders.audio import audio

sys.path.insert(0, str(Path(__file__).parent))
from inputs_agree import assert_inputs_agree, defaults, reasons_of

soundfile = pytest.importorskip("soundfile")
pytest.importorskip("soxr")
RATE, SECONDS = 16_000, 0.25


def tone(rate=RATE, seconds=SECONDS, hertz=440.0, channels=1, loudness=0.4):
    wave = loudness * np.sin(2 * np.pi * hertz * np.arange(round(rate * seconds)) / rate)
    return np.stack([wave] * channels, axis=1).astype(np.float32)


def encoded(values, rate=RATE, format="WAV", subtype=None):
    memory = io.BytesIO()
    soundfile.write(memory, values, rate, format=format, subtype=subtype)
    return memory.getvalue()


def claiming(size, values=None):
    """A WAV file whose head announces another size than it has."""
    data = bytearray(encoded(tone() if values is None else values))
    data[40:44] = struct.pack("<I", size)
    return bytes(data)


GOOD = {
    "plain.wav": encoded(tone()),
    "24 bits.wav": encoded(tone(), subtype="PCM_24"),
    "8 bits.wav": encoded(tone(), subtype="PCM_U8"),
    "floats.wav": encoded(tone(), subtype="FLOAT"),
    "mu-law.wav": encoded(tone(), subtype="ULAW"),
    "stereo.wav": encoded(tone(channels=2)),
    "six channels.wav": encoded(tone(channels=6)),
    "8 kHz.wav": encoded(tone(8_000), 8_000),
    "44.1 kHz.wav": encoded(tone(44_100), 44_100),
    "free.flac": encoded(tone(), format="FLAC"),
    "vorbis.ogg": encoded(tone(), format="OGG"),
    "layer three.mp3": encoded(tone(), format="MP3"),
    "streamed.wav": claiming(0xFFFFFFFF - 36),
    "odd.wav": encoded(tone()) + b"\1",
    "longer.wav": encoded(tone(seconds=3)),
    "no suffix": encoded(tone()),
}
NAN = tone()
NAN[100:110] = np.nan
BAD = {
    "empty.wav": (b"", "is empty"),
    "no frames.wav": (encoded(tone()[:0]), "holds no samples"),
    "cut.wav": (encoded(tone())[:3000], "is cut short"),
    "lies.wav": (claiming(500_000), "is cut short: its head announces 500,000 bytes"),
    "cut in the head.wav": (encoded(tone())[:30], "is cut short in its head"),
    "no rate.wav": (encoded(tone())[:24] + b"\0\0\0\0" + encoded(tone())[28:], "claims 0 samples a second"),
    "a text.wav": (b"not a sound\n", "is not a sound"),
    "nan.wav": (encoded(NAN, subtype="FLOAT"), "no numbers"),
    "whole numbers as floats.wav": (encoded(tone() * 32_768, subtype="FLOAT"), "sounds go from -1 to 1"),
    "cut.flac": (encoded(tone(), format="FLAC")[:1500], "cut short|damaged"),
    "cut.ogg": (encoded(tone(seconds=2), format="OGG")[:-600], "its last page"),
}


def two_classes(root, files):
    for name, content in (("a", files), ("b", {"other.wav": encoded(tone(hertz=3000))})):
        (root / name).mkdir(parents=True, exist_ok=True)
        for file, data in content.items():
            (root / name / file).write_bytes(data)


def load(root, path=".", **options):
    return audio(LoadContext(base=root), path=path, **{"sample_rate": RATE, "seconds": SECONDS, **options})


def refusals(*arguments, **options):
    with pytest.raises(Refused) as refused:
        load(*arguments, **options)
    return [(finding.code, finding.message) for finding in refused.value.findings]


def loudest(wave, seconds=SECONDS):
    """The frequency that is heard most, in hertz."""
    return np.abs(np.fft.rfft(wave)).argmax() / seconds


@pytest.mark.parametrize("name", GOOD)
def test_every_form_sounds_the_same(tmp_path, name):
    two_classes(tmp_path, {name: GOOD[name]})
    samples = load(tmp_path)
    wave = samples.read(np.array([0]))[0]
    assert (wave.shape, wave.dtype, samples.value_range, samples.kind) == ((4000,), np.float32, (-1.0, 1.0), "audio")
    assert loudest(wave) == 440
    middle = wave[1500:2500]
    assert np.abs(middle - tone()[1500:2500, 0]).max() < (0.1 if name.endswith(("mp3", "ogg")) else 0.03)
    assert (samples.decoded[0] == wave).all()


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_whole_sound_is_named_and_can_be_left_out(tmp_path, name):
    content, words = BAD[name]
    two_classes(tmp_path, {name: content, "good.wav": GOOD["plain.wav"]})
    ((code, message),) = refusals(tmp_path)
    assert code == "D111"
    assert f"`a/{name}`" in message
    assert any(word in message for word in words.split("|")), message
    assert load(tmp_path, on_error="quarantine").ids == ["a/good.wav", "b/other.wav"]


def test_silence_and_a_single_sample_are_sounds(tmp_path):
    two_classes(tmp_path, {"silence.wav": encoded(tone() * 0), "one.wav": encoded(tone()[:1])})
    assert np.isfinite(load(tmp_path).read(np.arange(3))).all()


RAMP = (np.arange(4_000, dtype=np.float32) / 8_000)[:, np.newaxis]


@pytest.mark.parametrize(
    ("options", "first", "last"),
    [
        pytest.param({"seconds": 0.1}, RAMP[0], RAMP[1599], id="the start is kept"),
        pytest.param({"seconds": 0.1, "crop": "middle"}, RAMP[1200], RAMP[2799], id="the middle is kept"),
        pytest.param({"seconds": 0.1, "crop": "end"}, RAMP[2400], RAMP[3999], id="the end is kept"),
        pytest.param({"seconds": 0.5}, RAMP[0], 0, id="silence at the end"),
        pytest.param({"seconds": 0.5, "pad": "start"}, 0, RAMP[3999], id="silence at the start"),
        pytest.param({"seconds": 0.5, "pad": "both"}, 0, 0, id="silence on both sides"),
    ],
)
def test_sounds_are_cut_and_filled_up_as_stated(tmp_path, options, first, last):
    two_classes(tmp_path, {"ramp.wav": encoded(RAMP, subtype="FLOAT")})
    wave = load(tmp_path, **options).read(np.array([0]))[0]
    assert wave[0] == pytest.approx(first, abs=1e-4)
    assert wave[-1] == pytest.approx(last, abs=1e-4)


@pytest.mark.parametrize(
    ("options", "shape", "values"),
    [
        pytest.param({}, (4000,), 0.3, id="the mean"),
        pytest.param({"mix": "first"}, (4000,), 0.2, id="the first"),
        pytest.param({"channels": 1}, (4000, 1), 0.3, id="one, with an axis"),
        pytest.param({"channels": 2}, (4000, 2), [0.2, 0.4], id="both"),
    ],
)
def test_channels_are_mixed_or_kept(tmp_path, options, shape, values):
    two_classes(tmp_path, {"stereo.wav": encoded(np.tile(np.float32([[0.2, 0.4]]), (4000, 1)), subtype="FLOAT")})
    samples = load(tmp_path, **options)
    assert samples.shape == shape
    assert samples.read(np.array([0]))[0][100] == pytest.approx(values, abs=1e-6)


def test_a_file_with_channels_that_nobody_can_pick_from_is_refused(tmp_path):
    two_classes(tmp_path, {"six.wav": GOOD["six channels.wav"]})
    assert "has 6 channels" in refusals(tmp_path, channels=2)[0][1]


def test_a_sound_too_large_for_any_memory_is_refused(tmp_path):
    two_classes(tmp_path, {})
    assert [code for code, _ in refusals(tmp_path, seconds=80_000.0)] == ["D504"]


def listed(root, rows):
    two_classes(root, {"1.wav": GOOD["plain.wav"]})
    (root / "list.csv").write_text("name,label\n" + "".join(f"{name},{label}\n" for name, label in rows), encoding="utf-8")


def test_a_table_lists_sounds(tmp_path):
    listed(tmp_path, [("a/1.wav", "low"), ("b/other.wav", "high")])
    samples = load(tmp_path, "list.csv", file="name", target="label")
    assert samples.classes == ("high", "low")
    assert samples.ids == ["a/1.wav", "b/other.wav"]
    assert samples.targets.tolist() == [1, 0]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        pytest.param("../secret.wav", "D116", id="above the table"),
        pytest.param("/etc/passwd", "D116", id="an absolute path"),
        pytest.param("a/../../x.wav", "D116", id="by a detour"),
        pytest.param("", "D116", id="nothing"),
        pytest.param("a/missing.wav", "D111", id="no such file"),
    ],
)
def test_a_table_leads_nowhere_else(tmp_path, name, code):
    listed(tmp_path / "data", [("a/1.wav", "low"), ("b/other.wav", "high"), (name, "low")])
    assert [found for found, _ in refusals(tmp_path / "data", "list.csv", file="name", target="label")] == [code]


def test_inputs_agree_with_what_was_loaded(tmp_path):
    two_classes(tmp_path, {"1.wav": GOOD["44.1 kHz.wav"], "2.flac": GOOD["free.flac"]})
    arguments = defaults(module, path=".", sample_rate=RATE, seconds=SECONDS)
    sources = [tmp_path / "a" / "2.flac", tmp_path / "a" / "1.wav", tmp_path / "b"]
    assert_inputs_agree(module, tmp_path, arguments, sources, [1, 0, 2])


def test_inputs_that_cannot_be_read_are_told(tmp_path):
    two_classes(tmp_path, {"cut.wav": BAD["cut.wav"][0], "1.wav": GOOD["plain.wav"]})
    arguments = defaults(module, path=".", sample_rate=RATE, seconds=SECONDS)
    samples = module.inputs(LoadContext(base=tmp_path), [tmp_path / "a", tmp_path / "none.wav"], {}, **arguments)
    reasons = reasons_of(samples)
    assert len(reasons) == 2
    assert any("cut short" in reason for reason in reasons.values())


def test_a_table_weighs_rows_writes_commas_and_starts_from_another_folder(tmp_path):
    two_classes(tmp_path / "sounds", {"1.wav": GOOD["plain.wav"]})
    (tmp_path / "list.csv").write_text("name;pitch;sure\na/1.wav;440,5;1\nb/other.wav;3000;0,5\n", encoding="utf-8")
    context = LoadContext(base=tmp_path, task="regression")
    options = {"file": "name", "target": "pitch", "folder": "sounds", "weights": "sure", "decimal": ","}
    samples = audio(context, path="list.csv", sample_rate=RATE, seconds=SECONDS, **options)
    assert samples.targets.tolist() == [[440.5], [3000]]
    assert samples.weights.tolist() == [1, 0.5]
    assert samples.target_names == ("pitch",)


def test_inputs_that_a_table_lists_agree_with_what_was_loaded(tmp_path):
    listed(tmp_path, [("a/1.wav", "low"), ("b/other.wav", "high")])
    (tmp_path / "new.csv").write_text("name\nb/other.wav\na/1.wav\n", encoding="utf-8")
    arguments = defaults(module, path="list.csv", sample_rate=RATE, seconds=SECONDS, file="name", target="label")
    assert_inputs_agree(module, tmp_path, arguments, [tmp_path / "new.csv", tmp_path / "a" / "1.wav"], [1, 0, 0])


ROWS = {"file": "name", "target": "label"}


def test_names_may_lack_their_ending(tmp_path):
    listed(tmp_path, [("a/1", "low"), ("b/other", "high")])
    assert load(tmp_path, "list.csv", **ROWS, suffix=".wav").ids == ["a/1", "b/other"]
    assert {code for code, _ in refusals(tmp_path, "list.csv", **ROWS)} == {"D111", "D104"}


def test_a_sound_in_two_rows_is_refused_unless_it_is_meant(tmp_path):
    listed(tmp_path, [("a/1.wav", "low"), ("b/other.wav", "high"), ("a/1.wav", "high")])
    ((code, message),) = refusals(tmp_path, "list.csv", **ROWS)
    assert code == "D117"
    assert "1.wav" in message
    assert len(load(tmp_path, "list.csv", **ROWS, on_duplicate="keep")) == 3
