"""`pictures/`: small digits in class folders."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image
from sklearn.datasets import load_digits


def make(folder: Path) -> None:
    """Write 300 of them, enlarged to 16 x 16."""
    images, targets = load_digits(return_X_y=True)
    for number, (image, target) in enumerate(zip(images[:300], targets[:300], strict=True)):
        file = folder / "pictures" / str(target) / f"{number}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray((image.reshape(8, 8) * 15.9).astype(np.uint8)).resize((16, 16)).save(file)
