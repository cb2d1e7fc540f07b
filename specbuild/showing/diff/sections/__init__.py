"""One file for each part of an experiment: two sides in, the changes out."""
