"""What a check with the JSON Schema alone finds: the codes."""

from __future__ import annotations

EXPLANATIONS = {
    "S001": "The JSON Schema refuses this, so editors mark it too. `specbuild validate` judges the same and more, in clearer words.",
}
