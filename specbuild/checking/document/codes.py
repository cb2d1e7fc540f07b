"""What goes wrong before a spec has a grammar: the codes of its documents."""

from __future__ import annotations

EXPLANATIONS = {
    "D001": "The file is not there, cannot be read, is a folder, or is far too large to be a spec.",
    "D002": "A spec is UTF-8 text. The finding points at the first byte that is not; save the file as UTF-8 in your editor.",
    "D003": "The text is not TOML 1.0. The finding points at the place where the parser gave up. Editors refuse what only TOML 1.1 allows "
    "(line breaks and a closing comma inside `{ ... }`), so specbuild does too.",
    "D005": "`extends` names a spec to start from, relative to the file that says so. It has to be there, and may not come back to itself.",
    "D006": "A spec that extends another names something that was not inherited, under `unset` or by the `name` of an entry.",
    "D007": "What stands after `--set` is KEY=VALUE, with a dotted key: `--set training.epochs=3`, `--set layers.head.units=20`.",
    "D008": "Something was asked for by a name that does not exist: a code, an entry of the catalogue, or a key of a spec.",
    "D009": "The operating system refused something about a file: this user may not read or write there, the disk is full, or a share went "
    "away.",
}
