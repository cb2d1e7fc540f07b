"""The fix of a finding: by its code, from the file that knows how, or from the rule itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from specbuild.checking import rulebook
from specbuild.checking.diagnostic import Finding, Fix
from specbuild.checking.document.document import Document
from specbuild.checking.document.resolved import Resolved
from specbuild.checking.document.site import Site
from specbuild.checking.fixing.fixers import (
    layers_below_header,
    misplaced_entry,
    misplaced_key,
    missing_flatten,
    plain_value,
    spelling,
    undeclared_meaning,
)

Fixer = Callable[[Site], Fix | None]
_FIXERS = (layers_below_header, misplaced_entry, missing_flatten, plain_value, spelling, misplaced_key)
_OFFERS: Mapping[str, Fixer] = MappingProxyType(dict.fromkeys(undeclared_meaning.CODES, undeclared_meaning.offer))
FIXERS: Mapping[str, tuple[Fixer, ...]] = MappingProxyType(
    {code: tuple(fixer.fix for fixer in _FIXERS if code in fixer.CODES) for fixer in _FIXERS for code in fixer.CODES}
)


def fix_of(finding: Finding, resolved: Resolved, *, certain: bool = True) -> Fix | None:
    """How to mend what a finding says; None also for what was set on the command line.

    Args:
        finding: What is wrong with the spec.
        resolved: The spec; the edits are of the file, of those it extends, where the value is written.
        certain: Whether only to say what is certain to be meant; editors offer the rest too, since somebody decides there.
    """
    if finding.fix:
        return finding.fix
    offered = None if certain else _OFFERS.get(finding.code)
    known = offered or rulebook.fixer(finding.code, certain=certain)
    fixers = FIXERS.get(finding.code, ()) or ((known,) if known else ())
    document, path = resolved.origin(finding.path)
    if not isinstance(document, Document):
        return None
    site = Site(finding, document, path, resolved.values)
    return next((fix for fixer in fixers if (fix := fixer(site)) is not None), None)
