"""What separates two specs or two runs: consequences instead of lines."""
