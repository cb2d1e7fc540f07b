"""Spec -> Plan: what every layer makes of its input, and what that costs, without Keras."""
