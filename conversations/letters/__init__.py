"""The letters a person may send, filled from their answers. What is not known is left out, grammar intact."""
