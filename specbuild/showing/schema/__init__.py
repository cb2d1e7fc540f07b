"""The JSON Schema of the language, made from its tables and the catalogue in the form that TOML editors understand best."""
