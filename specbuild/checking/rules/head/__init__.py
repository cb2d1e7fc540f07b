"""Head and loss."""
