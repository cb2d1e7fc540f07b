"""What stops `specbuild new`: the codes."""

from __future__ import annotations

EXPLANATIONS = {
    "N001": "There is nothing at the path after `--from`, or it cannot be read.",
    "N002": "The data is of no kind that `specbuild new` recognises; a spec can still be written by hand.",
    "N003": "The name of an experiment is the name of its folder and file too: a letter, then letters, digits, `_` and `-`.",
    "N004": "The file is there already, or cannot be written. Nothing is ever overwritten.",
}
