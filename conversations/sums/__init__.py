"""What is worked out of answers: by name, and without words."""
