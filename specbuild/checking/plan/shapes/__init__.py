"""One file per family of layers: arguments and the shape of the input -> the shape of the output, and the counts."""
