"""What is said of a plan before the run and of its results after it: tables for the terminal, and the verdict on the curves."""
