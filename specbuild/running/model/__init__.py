"""Spec, Plan -> keras.Sequential: entries become Keras objects, fitted numbers go in, and the result has to agree with the plan."""
