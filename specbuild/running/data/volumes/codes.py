"""What is wrong with volumes: the codes, and what each means, as `specbuild explain` tells it."""

from __future__ import annotations

EXPLANATIONS = {
    "D505": "Volumes have different spacings: one voxel is a millimetre in one and two in another, so that the same thing has two sizes. "
    "`spacing` brings all to one; `mixed_spacing` allows it where size does not matter.",
    "D506": "The window has to go from a smaller to a larger intensity.",
    "D507": "A folder of slices does not say which way they point or how far apart they are.",
}
