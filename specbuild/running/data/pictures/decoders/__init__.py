"""The libraries that can read and resize a picture, one file each: `read` and `resize`, with the same meaning in all."""
