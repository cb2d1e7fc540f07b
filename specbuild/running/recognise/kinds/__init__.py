"""One file for each form of data: `draft`, which gives a spec where it recognises its own, and None where it does not."""
