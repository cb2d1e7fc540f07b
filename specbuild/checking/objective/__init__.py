"""Spec, Plan -> Objective: what the network gives, which loss and metrics fit that, and what contradicts it."""
