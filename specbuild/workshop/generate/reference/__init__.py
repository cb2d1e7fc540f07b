"""The pages under `docs/reference/`, made from what the code says of itself."""
