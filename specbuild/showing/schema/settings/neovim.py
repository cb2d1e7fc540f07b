"""Neovim 0.11 or newer: a project file that starts Tombi and specbuild's own server for TOML files."""

from __future__ import annotations

from collections.abc import Mapping

from specbuild.showing.schema.settings import servers

FILES: Mapping[str, str] = {
    **servers.FILES,
    ".nvim.lua": """-- Read where `vim.o.exrc = true` is set, after `:trust`; the same lines may stand in init.lua.
vim.lsp.config("tombi", {
  cmd = { "tombi", "lsp" },
  filetypes = { "toml" },
  root_markers = { "tombi.toml", ".git" },
})
vim.lsp.config("specbuild", {
  cmd = { "specbuild", "lsp" },
  filetypes = { "toml" },
  root_markers = { "schemas/specbuild.schema.json", ".git" },
})
vim.lsp.enable({ "tombi", "specbuild" })
vim.lsp.inlay_hint.enable(true)
""",
}
AFTER = 'Install Tombi (`pip install tombi`) and `pip install "specbuild[editor]"`; put `vim.o.exrc = true` into your init.lua.'
