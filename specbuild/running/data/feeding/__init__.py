"""An endless stream of augmented training batches for `model.fit`, one file for each backend of Keras."""
