"""The terminal channel: the whole bot in a terminal or through a pipe, in plain text."""
