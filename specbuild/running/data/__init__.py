"""Files -> batches: what is loaded, how it is divided, what augmentation does to the training rows, how all of it is fed."""
