"""Rasa graph components, and the pure readers that they wrap."""
