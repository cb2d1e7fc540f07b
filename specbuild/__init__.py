"""Judge, build and train Keras models from plain TOML specs."""

__version__ = "0.1.0"
