"""What keeps the language server from starting: the codes."""

from __future__ import annotations

EXPLANATIONS = {
    "Z001": "`specbuild lsp` speaks the protocol of language servers with pygls, which is an extra since nothing else needs it.",
}
