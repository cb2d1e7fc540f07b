"""What stops `specbuild new`: the codes."""

from __future__ import annotations

EXPLANATIONS = {
    "N001": "There is nothing at the path after `--from`, or it cannot be read.",
    "N002": "The data is of no kind that `specbuild new` recognises. The finding says what was seen and in which forms such data can be "
    "read; a spec can still be written by hand.",
    "N003": "The name of an experiment is the name of its folder and file too: a letter, then letters, digits, `_` and `-`.",
    "N004": "The file is there already, or cannot be written. Nothing is ever overwritten.",
    "N005": "The data may be of more than one kind, such as a folder with as many pictures as sounds; or which part of it is what is not "
    "clear. Name the folder or file that is meant.",
    "N006": "The kind of data is clear, but nothing can be predicted as it stands: no column or label tells the samples apart, all are the "
    "same, or the times of a series go back.",
}
