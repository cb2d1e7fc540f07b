"""The language server: checking, spoken over the protocol."""
