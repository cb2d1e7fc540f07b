"""Ours instead of Keras's: layers that draw once a batch, or mix up the samples of one, done sample by sample."""
