"""Make the pictures and series of the tutorial in `data/` beside this file: from what scikit-learn ships, and by drawing."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter
from sklearn.datasets import load_digits, load_sample_images

DATA = Path(__file__).with_name("data")
RANDOM = np.random.default_rng(7)


def digits() -> None:
    """1,000 handwritten digits as PNG, enlarged to 28 x 28, in one folder for each class."""
    images, targets = load_digits(return_X_y=True)
    for number, (image, target) in enumerate(zip(images[:1000], targets[:1000], strict=True)):
        save(Image.fromarray((image.reshape(8, 8) * 15.9).astype(np.uint8)).resize((28, 28)), "digits", str(target), number)


def photographs() -> None:
    """20 pieces each of two photographs, a temple and a flower, of 180 x 180 pixels and larger."""
    for name, pixels in zip(("temple", "flower"), load_sample_images().images, strict=True):
        for number in range(20):
            size = int(RANDOM.integers(180, 300))
            left, top = RANDOM.integers(0, 640 - size), RANDOM.integers(0, 427 - size)
            save(Image.fromarray(pixels[top : top + size, left : left + size]), "photographs", name, number)


def lights() -> None:
    """120 traffic lights of each colour: one lamp, since for most people who drive the place of three tells as much as the colour."""
    for name, colour in {"red": (225, 40, 30), "amber": (240, 165, 20), "green": (30, 190, 90)}.items():
        for number in range(120):
            picture = Image.fromarray(RANDOM.integers(60, 190, (3, 3, 3), dtype=np.uint8)).resize((32, 32), Image.Resampling.BICUBIC)
            draw, (x, y), radius = ImageDraw.Draw(picture), RANDOM.integers(12, 20, 2), int(RANDOM.integers(5, 9))
            draw.rounded_rectangle((x - radius - 3, y - radius - 3, x + radius + 3, y + radius + 3), 3, fill=(25, 25, 28))
            dimmed = tuple(int(part * RANDOM.uniform(0.75, 1)) for part in colour)
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=dimmed)
            save(picture.filter(ImageFilter.GaussianBlur(0.6)), "lights", name, number)


def tones() -> None:
    """300 series of 64 steps in one table: a tone that rises, one that falls, one that stays; the first column says which."""
    steps, rows = np.linspace(0, 1, 64), []
    for kind, bend in {"rises": 1, "falls": -1, "stays": 0}.items():
        for _ in range(100):
            phase = 2 * np.pi * (RANDOM.uniform(4, 8) * steps + bend * 3 * (steps**2 - steps) + RANDOM.uniform())
            rows.append(f"{kind}," + ",".join(f"{value:.3f}" for value in np.sin(phase) + RANDOM.normal(0, 0.7, 64)))
    header = "kind," + ",".join(f"t{step}" for step in range(64))
    (DATA / "tones.csv").write_text("\n".join([header, *RANDOM.permutation(rows)]) + "\n", encoding="utf-8")


def save(picture: Image.Image, *place: object) -> None:
    """Save a picture as `data/.../number.png`."""
    file = DATA.joinpath(*map(str, place)).with_suffix(".png")
    file.parent.mkdir(parents=True, exist_ok=True)
    picture.save(file)


if __name__ == "__main__":
    for make in (digits, photographs, lights, tones):
        make()
