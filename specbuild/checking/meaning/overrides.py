"""What entries were allowed to change against `[meaning]`, and why: kept with what came out of a run."""

from __future__ import annotations

from collections.abc import Sequence

from specbuild.checking.grammar.entry import Entry


def overrides(entries: Sequence[Entry]) -> tuple[str, ...]:
    """A sentence for each entry with `allow`."""
    return tuple(_sentence(entry) for entry in entries if entry.options.get("allow"))


def _sentence(entry: Entry) -> str:
    aspects = " and ".join(f"`{aspect}`" for aspect in entry.options["allow"])
    return f"`{entry.type}` may change {aspects} beyond what `[meaning]` says, because {entry.options['because']}"
