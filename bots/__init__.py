"""Channels and the shell around the dialogue core: it hears, stores, fetches and sends."""
