"""Layers that Keras lacks, one file each: an annotated class is the declaration, `expand` says which layers of Keras it stands for."""
