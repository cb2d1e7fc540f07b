"""Sounds as users have them: read by libsndfile, brought to one rate, number of channels and length, and refused where they lie."""
