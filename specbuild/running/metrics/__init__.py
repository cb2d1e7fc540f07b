"""How good predictions are: numbers for each kind of task, beside the trivial predictor, with intervals. Knows no Keras."""
