"""What people see: of specs, of findings, while a run goes on, and of its results."""
