"""How the layers of Keras that have to be adapted learn from training rows: in one pass, in bounded memory, on every backend."""
