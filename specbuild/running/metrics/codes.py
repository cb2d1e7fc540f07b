"""The findings about predictions that cannot be measured: the code of each, and what it means, as `specbuild explain` tells it."""

from __future__ import annotations

NOT_A_NUMBER = "E001"
NO_ROWS = "E002"

EXPLANATIONS = {
    NOT_A_NUMBER: "The network's output is NaN or infinite for some rows, so that no metric means anything. Most often the training ran "
    "off: the learning rate is too high, or the input is not scaled.",
    NO_ROWS: "A subset without rows cannot be measured. With few rows a small share rounds down to none.",
}
