"""What was meant in, the coach called, messages out; no decisions."""
