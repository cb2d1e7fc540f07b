"""What is wrong with clips: the codes, and what each means, as `specbuild explain` tells it."""

from __future__ import annotations

EXPLANATIONS = {
    "D508": "Pictures in a folder do not say when they are seen, so there is no second to take so many of.",
}
