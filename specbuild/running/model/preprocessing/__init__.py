"""Preprocessing that Keras lacks, one file each: an annotated class is the declaration; `fit` learns, `parts` gives layers."""
