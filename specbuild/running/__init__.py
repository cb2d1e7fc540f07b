"""Plan -> trained model, with Keras: data, model, training, and the folder that a run leaves behind."""
