"""What happens inside a trained network: what its layers give, and what they look at."""
