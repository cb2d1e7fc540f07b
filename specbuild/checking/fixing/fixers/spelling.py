"""A misspelt key, type or word becomes the one that it is nearest to, where only one is near."""

from __future__ import annotations

from collections.abc import Iterable

from specbuild.checking.diagnostic import Fix
from specbuild.checking.document import edit
from specbuild.checking.document.address import value_at
from specbuild.checking.document.site import Site
from specbuild.checking.grammar import possible
from specbuild.checking.suggest import distance

CODES = ("G002", "G003", "G006", "G012")


def fix(site: Site) -> Fix | None:
    """Rename a key, or write another word."""
    if site.finding.code == "G012" and not site.finding.help.startswith("did you mean"):
        return None  # of a `Repeat`, but no slip
    return _rename(site) if site.finding.about == "key" or site.finding.code in ("G002", "G003") else _rewrite(site)


def _rename(site: Site) -> Fix | None:
    holder, written = site.finding.path[:-1], str(site.finding.path[-1])
    table = value_at(site.values, holder)
    if not isinstance(table, dict):
        return None
    # `[traning]` beside `[[training.callbacks]]`, `[[layer]]` among `[[layers]]`: two halves of one table.
    halves = {key for key in table if type(table[key]) is type(table.get(written)) and isinstance(table[key], dict | list)}
    free = [key for key in possible.keys(site.values, holder) if key not in table or key in halves]
    meant = only_near(written, free)
    if meant is None or site.path not in site.document.spots or site.document.spots[site.path].key is None:
        return None
    return Fix(f"rename `{written}` to `{meant}`", edit.key(site.document, site.path, meant))


def _rewrite(site: Site) -> Fix | None:
    written = site.written
    if not isinstance(written, str):
        return None
    meant = only_near(written, possible.words(site.values, site.finding.path))
    if meant is None:
        return None
    return Fix(f"write `{meant}` for `{written}`", (edit.value(site.document, site.path, f'"{meant}"'),))


def only_near(written: str, words: Iterable[str]) -> str | None:
    """The word that is one or two letters away, where no other is as near; short words may differ by one letter only."""
    limit = max(1, min(2, (len(written) + 1) // 3))
    near: dict[int, list[str]] = {}
    for word in set(words):
        near.setdefault(distance(written.casefold(), word.casefold(), limit), []).append(word)
    least = min(near, default=limit + 1)
    return near[least][0] if least <= limit and len(near[least]) == 1 else None
