"""The dialogue core: what was heard and the state go in, replies, effects and the new state come out."""
