"""Telegram keeps the contract of every channel."""

from tests.bots.channel_contract import ChannelContract


class TestTelegram(ChannelContract):
    """Every test of the contract, against the real channel and the fake Bot API."""
