"""What is wrong with texts: the codes, and what each means, as `specbuild explain` tells it."""

from __future__ import annotations

EXPLANATIONS = {
    "D501": "The path is a table, so the spec has to say which column holds the texts (`column`) and which the answers (`target`).",
    "D502": "Sub-words are built from bytes, each of which is a token, so that nothing is ever unknown: the vocabulary holds them all.",
    "D503": "Python knows no encoding by this name. `utf-8`, `latin-1`, `cp1252` and `utf-16` are common ones.",
}
