"""Clips as users have them: video files, animated pictures and folders of frames, a few frames of each at one size."""
