"""The run folder: what a run leaves behind, each file readable without specbuild; the only code that knows its file names."""
