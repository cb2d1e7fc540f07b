"""The open documents: what is known of each as it stands, and of the last time it made a plan."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.checking.document.document import Document
from specbuild.checking.grammar.spec import Spec
from specbuild.checking.judge import Judged, judge
from specbuild.checking.plan.plan import Plan
from specbuild.editor.recover import recover
from specbuild.editor.text import Text

_OTHERS = frozenset({"pyproject.toml", "tombi.toml", ".taplo.toml", "taplo.toml", "ruff.toml", ".ruff.toml", "cargo.toml", "uv.toml"})
_LIKE_A_SPEC = re.compile(
    r"^#.*\bspecbuild\b|^\s*format\s*=\s*\d|^\s*\[\[(?:layers|augmentation|preprocessing)\]\]|^\s*\[(?:loader|training)\]|^\s*extends\s*=",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Planned:
    """A plan, with the spec that it is of and its values."""

    plan: Plan
    spec: Spec
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Seen:
    """One version of a document.

    Attributes:
        uri: Its address.
        file: Its path, from which paths in it start.
        text: What it holds.
        document: The document, without the lines that cannot be read yet; None where little can be read.
        judged: What is known of it.
        planned: Its plan, or the last one that it had; None where it had none yet.
    """

    uri: str
    file: str
    text: Text
    document: Document | None
    judged: Judged
    planned: Planned | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that is wrong."""
        return self.judged.findings

    @property
    def values(self) -> Mapping[str, Any]:
        """The values of the spec, inheritance applied where it can be."""
        if self.judged.resolved is not None:
            return self.judged.resolved.values
        return self.document.values if self.document else {}


@dataclass
class Session:
    """The documents that an editor has open.

    Attributes:
        encoding: What the editor's columns count.
        everything: Whether to tell also what the schema tells.
        documents: The newest version of each, by its address.
    """

    encoding: str = "utf-16"
    everything: bool = False
    documents: dict[str, Seen] = field(default_factory=dict)
    _parsed: dict[str, str] = field(default_factory=dict)

    def update(self, uri: str, content: str) -> Seen | None:
        """Take in a text as it stands now; None for one that is no spec, of which nothing is said."""
        if not is_spec(uri, content):
            self.close(uri)
            return None
        seen = read(uri, content, self.encoding, self._parsed.get(uri))
        before = self.documents.get(uri)
        if seen.planned is None and before:
            seen = replace(seen, planned=before.planned)
        if seen.document and seen.document.text == content:
            self._parsed[uri] = content
        self.documents[uri] = seen
        return seen

    def close(self, uri: str) -> None:
        """Forget a document."""
        self.documents.pop(uri, None)
        self._parsed.pop(uri, None)


def read(uri: str, content: str, encoding: str = "utf-16", before: str | None = None) -> Seen:
    """Judge a text.

    Args:
        uri: Its address.
        content: The text, which need not be whole.
        encoding: What columns count.
        before: The last text of this document that could be parsed.
    """
    file, text = file_of(uri), Text(content, encoding)
    try:
        document = Document.of(content, file)
    except Refused as refused:
        readable = recover(content, file, before)
        plan = _planned(judge(readable)) if readable else None
        return Seen(uri, file, text, readable, Judged(None, None, None, refused.findings), plan)
    judged = judge(document)
    return Seen(uri, file, text, document, judged, _planned(judged))


def _planned(judged: Judged) -> Planned | None:
    return Planned(judged.plan, judged.spec, judged.resolved.values) if judged.plan and judged.spec and judged.resolved else None


def file_of(uri: str) -> str:
    """The path of a document; the address itself where it is no file."""
    parts = urlsplit(uri)
    if parts.scheme != "file":
        return unquote(uri)
    return url2pathname(parts.path)


def uri_of(file: str) -> str:
    """The address of a file."""
    return Path(file).resolve().as_uri()


def is_spec(uri: str, content: str) -> bool:
    """Whether a TOML text is a spec: by its name, its folder, or what its lines look like."""
    path = Path(file_of(uri))
    if path.name.lower() in _OTHERS:
        return False
    return path.name.endswith(".specbuild.toml") or path.parent.name == "specs" or bool(_LIKE_A_SPEC.search(content))
