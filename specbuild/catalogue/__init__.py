"""What a spec can name: types, arguments, bounds and words, as tables that are generated from Keras and from our own parts."""
