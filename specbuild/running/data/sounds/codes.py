"""What is wrong with sounds: the codes, and what each means, as `specbuild explain` tells it."""

from __future__ import annotations

EXPLANATIONS = {
    "D504": "A sample would be larger than any memory holds. Length, rate and channels multiply.",
}
