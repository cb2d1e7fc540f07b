"""Galleries of samples in the run folder: each a contact sheet that people can open, from which the report takes its cards."""
