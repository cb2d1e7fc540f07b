"""Helix: the language servers of TOML files in this folder."""

from __future__ import annotations

from collections.abc import Mapping

from specbuild.showing.schema.settings import servers

FILES: Mapping[str, str] = {
    **servers.FILES,
    ".helix/languages.toml": """[language-server.tombi]
command = "tombi"
args = ["lsp"]

[language-server.specbuild]
command = "specbuild"
args = ["lsp"]

[[language]]
name = "toml"
language-servers = ["tombi", "specbuild"]
""",
    ".helix/config.toml": """[editor.lsp]
display-inlay-hints = true
""",
}
AFTER = 'Install Tombi (`pip install tombi`) and `pip install "specbuild[editor]"`; `hx --health toml` shows whether Helix finds them.'
