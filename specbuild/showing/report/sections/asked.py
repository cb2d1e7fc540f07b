"""What was asked: the spec as it was written, and with every default."""

from __future__ import annotations

from specbuild.showing.report.html import Html, element, folded, section
from specbuild.showing.report.told import Told


def html(told: Told) -> Html:
    """The spec with its syntax coloured."""
    return section(
        "asked", "What was asked", _code(told.spec, "the spec"), folded("With every default", _code(told.resolved, "the resolved spec"))
    )


def _code(text: str, name: str) -> Html:
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import TOMLLexer

    coloured = highlight(text, TOMLLexer(stripnl=False), HtmlFormatter(nowrap=True))  # escapes the text
    return element("pre", element("code", Html(coloured)), tabindex="0", role="region", aria_label=name)
