"""Explain a finding's code, an entry of the catalogue, a key of the language, or where a value of a spec comes from."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from specbuild.showing.explain.code import explain_code
from specbuild.showing.explain.entry import explain_entry
from specbuild.showing.explain.key import explain_key
from specbuild.showing.explain.value import explain_value
from specbuild.verbs._arguments import add_overrides


def explain(what: str, key: str | None = None, overrides: Sequence[str] = ()) -> str:
    """Explain something in words.

    Args:
        what: A code such as `G003`, a name from the catalogue such as `Conv2D`, a key such as `training.epochs`, or a spec file.
        key: With a spec file: a dotted key, such as `layers.3.activation`.
        overrides: With a spec file: `KEY=VALUE` texts, as after `--set`.

    Raises:
        Refused: there is no such code, name, file or key.
    """
    if key is not None:
        return explain_value(what, key, overrides)
    return explain_code(what) if _looks_like_code(what) else explain_key(what) or explain_entry(what)


def _looks_like_code(what: str) -> bool:
    return len(what) > 2 and what[0].isalpha() and what[1:].isdecimal()  # `L2` is a regularizer


def main(words: Sequence[str]) -> int:
    """Run the verb."""
    parser = argparse.ArgumentParser("specbuild explain", description=__doc__)
    parser.add_argument("what", help="a code (G003), a name (Conv2D), a key (training.epochs), or a spec file followed by a key")
    parser.add_argument("key", nargs="?", help="a dotted key of the spec: layers.3.activation, layers.head.units")
    add_overrides(parser)
    options = parser.parse_args(words)
    if options.key is None and options.what.endswith(".toml"):
        parser.error(f"say which key of `{options.what}`, as in `layers.3.activation`")
    print(explain(options.what, options.key, options.overrides))
    return 0
