"""What rules look at: the spec, its plan and objective, and what the data have told."""
