"""Clips: every form shows the same frames, chosen by number or by rate; what is cut short or no clip is named."""

from __future__ import annotations

import io
import struct
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.clips.choose import by_rate, spread
from specbuild.running.data.context import LoadContext
from specbuild.running.data.loaders import video as module
from specbuild.running.data.loaders.video import video

sys.path.insert(0, str(Path(__file__).parent))
from inputs_agree import assert_inputs_agree, defaults

av = pytest.importorskip("av")
COUNT, RATE, SIZE = 16, 8, [16, 24]
# Ever brighter.
CLIP = np.repeat((np.arange(COUNT, dtype=np.uint8) * 15)[:, None, None, None], 3, axis=3) * np.ones(
    (1, 32, 48, 1), np.uint8
)  # ever brighter


def encoded(clip=CLIP, format="matroska", codec="ffv1", pixels="bgr0"):
    memory = io.BytesIO()
    with av.open(memory, "w", format=format) as container:
        stream = container.add_stream(codec, rate=RATE)
        stream.width, stream.height, stream.pix_fmt = clip.shape[2], clip.shape[1], pixels
        for picture in clip:
            for packet in stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24").reformat(format=pixels)):
                container.mux(packet)
        for packet in stream.encode():
            container.mux(packet)
    return memory.getvalue()


def animated(format, clip=CLIP, **options):
    memory = io.BytesIO()
    first, *others = (Image.fromarray(picture) for picture in clip)
    first.save(memory, format, save_all=True, append_images=others, duration=1000 // RATE, loop=0, **options)
    return memory.getvalue()


FORMS = {
    "x.mkv": encoded(),
    "x.avi": encoded(format="avi", codec="mjpeg", pixels="yuvj420p"),
    "x.mp4": encoded(format="mp4", codec="mpeg4", pixels="yuv420p"),
    "x.gif": animated("GIF"),
    "x.webp": animated("WEBP", lossless=True),
    "x.png": animated("PNG"),
}
PLAYLIST = b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"
BAD = {
    "empty.mp4": (b"", "is empty"),
    "text.mp4": (b"not a clip at all\n" * 10, "no video"),
    "cut.mp4": (FORMS["x.mp4"][:-400], "no video|cut short|damaged"),
    "cut.mkv": (FORMS["x.mkv"][: len(FORMS["x.mkv"]) // 2], "cut short|damaged"),
    "cut.gif": (FORMS["x.gif"][: len(FORMS["x.gif"]) // 2], "cut short|damaged"),
    "playlist.mp4": (PLAYLIST, "no video"),
    "large.mkv": (encoded(np.zeros((2, 200, 200, 3), np.uint8)), "more than `max_pixels`"),
}


def two_classes(root, files):
    for name, content in (("a", files), ("b", {"other.gif": animated("GIF", CLIP[::-1])})):
        (root / name).mkdir(parents=True, exist_ok=True)
        for file, data in content.items():
            (root / name / file).write_bytes(data)


def load(root, path=".", **options):
    return video(LoadContext(base=root), path=path, **{"size": SIZE, "frames": COUNT, "max_pixels": 30_000, **options})


def brightness(samples):
    return samples.read(np.array([0]))[0].mean(axis=(1, 2, 3))


def refusals(*arguments, **options):
    with pytest.raises(Refused) as refused:
        load(*arguments, **options)
    return [(finding.code, finding.message) for finding in refused.value.findings]


@pytest.mark.parametrize("name", FORMS)
def test_every_form_shows_the_same_frames(tmp_path, name):
    two_classes(tmp_path, {name: FORMS[name]})
    samples = load(tmp_path)
    assert (samples.shape, samples.dtype, samples.kind) == ((COUNT, 16, 24, 3), np.uint8, "clip")
    assert brightness(samples) == pytest.approx(np.arange(COUNT) * 15, abs=6)
    assert (samples.decoded[0] == samples.read(np.array([0]))[0]).all()


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_whole_clip_is_named_and_can_be_left_out(tmp_path, name):
    content, words = BAD[name]
    two_classes(tmp_path, {name: content, "good.gif": FORMS["x.gif"]})
    ((code, message),) = refusals(tmp_path)
    assert code == "D111"
    assert f"`a/{name}`" in message
    assert any(word in message for word in words.split("|")), message
    assert load(tmp_path, on_error="quarantine").ids == ["a/good.gif", "b/other.gif"]


@pytest.mark.parametrize(
    ("total", "wanted", "found"),
    [
        pytest.param(4, 4, [0, 1, 2, 3], id="all"),
        pytest.param(9, 3, [1, 4, 7], id="the middles of three stretches"),
        pytest.param(2, 4, [0, 0, 1, 1], id="a short clip shows frames twice"),
        pytest.param(1, 3, [0, 0, 0], id="a single frame"),
    ],
)
def test_frames_are_spread_over_the_whole_clip(total, wanted, found):
    assert spread(total, wanted) == found


@pytest.mark.parametrize(
    ("times", "rate", "wanted", "found"),
    [
        pytest.param([0, 0.1, 0.2, 0.3], 10, 4, [0, 1, 2, 3], id="their own rate"),
        pytest.param([0, 0.1, 0.2, 0.3], 5, 4, [0, 2], id="half their rate ends sooner"),
        pytest.param([5, 5.1, 5.2, 5.3], 20, 4, [0, 0, 1, 1], id="twice their rate, from a later start"),
        pytest.param([0, 1, 1.1, 2], 1, 3, [0, 1, 3], id="uneven times"),
        pytest.param([0], 10, 3, [0], id="a single frame"),
    ],
)
def test_frames_are_chosen_by_rate(times, rate, wanted, found):
    assert by_rate(times, rate, wanted) == found


@pytest.mark.parametrize(
    ("short", "last"),
    [pytest.param("last", 225, id="the last frame"), pytest.param("start", 0, id="from the start"), pytest.param("black", 0, id="black")],
)
def test_short_clips_are_filled_up_as_stated(tmp_path, short, last):
    two_classes(tmp_path, {"x.mkv": FORMS["x.mkv"]})
    found = brightness(load(tmp_path, rate=8.0, frames=17, short=short))
    assert found[15] == pytest.approx(225, abs=3)
    assert found[16] == pytest.approx(last, abs=3)


def frame_folder(folder, clip=CLIP):
    folder.mkdir(parents=True)
    for number, picture in enumerate(clip):
        Image.fromarray(picture).save(folder / f"frame{number}.png")


def test_a_folder_of_frames_is_a_clip_in_natural_order(tmp_path):
    frame_folder(tmp_path / "a" / "1")
    frame_folder(tmp_path / "b" / "2", CLIP[::-1])
    samples = load(tmp_path, sample="folder", color_mode="grayscale")
    assert samples.ids == ["a/1", "b/2"]
    assert brightness(samples).tolist() == [number * 15 for number in range(COUNT)]
    assert [code for code, _ in refusals(tmp_path, sample="folder", rate=2.0)] == ["D508"]


def test_a_damaged_frame_is_named(tmp_path):
    frame_folder(tmp_path / "a" / "1")
    frame_folder(tmp_path / "b" / "2", CLIP[::-1])
    (tmp_path / "a" / "1" / "frame3.png").write_bytes(b"no picture")
    assert "number 4" in refusals(tmp_path, sample="folder", frames=2)[0][1]


def test_inputs_agree_with_what_was_loaded(tmp_path):
    two_classes(tmp_path, {"1.gif": FORMS["x.gif"], "2.mkv": FORMS["x.mkv"]})
    arguments = defaults(module, path=".", size=SIZE, frames=5)
    assert_inputs_agree(module, tmp_path, arguments, [tmp_path / "a" / "2.mkv", tmp_path / "b", tmp_path / "a" / "1.gif"], [1, 2, 0])


def turned(degrees):
    """A film in which a telephone noted by how many degrees clockwise to turn it; its upper left quarter is bright."""
    picture = np.zeros((COUNT, 32, 48, 3), np.uint8)
    picture[:, :16, :24] = 250
    data = bytearray(encoded(picture, format="mp4", codec="mpeg4", pixels="yuv420p"))
    matrix = data.index(b"tkhd") + 44  # behind version, flags, times, number, length and layer
    assert struct.unpack(">9i", data[matrix : matrix + 36])[0] == 0x10000
    cosine, sine = round(np.cos(np.radians(degrees))) * 0x10000, round(np.sin(np.radians(degrees))) * 0x10000
    data[matrix : matrix + 36] = struct.pack(">9i", cosine, sine, 0, -sine, cosine, 0, 0, 0, 0x40000000)
    return bytes(data)


@pytest.mark.parametrize(("degrees", "bright"), [(0, (0, 0)), (90, (0, 1)), (180, (1, 1)), (270, (1, 0))])
def test_a_film_is_turned_as_its_camera_noted(tmp_path, degrees, bright):
    two_classes(tmp_path, {"x.mp4": turned(degrees)})
    shown = load(tmp_path, size=[8, 8]).read(np.array([0]))[0].mean(axis=(0, 3))
    quarters = shown.reshape(2, 4, 2, 4).mean(axis=(1, 3))
    assert np.unravel_index(quarters.argmax(), (2, 2)) == bright
