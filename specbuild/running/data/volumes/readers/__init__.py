"""One file for each form of volume: `MAGIC`, the bytes that such a file begins with, and `read`, which gives a `Stored`."""
