"""The case half of the bot: writing it down, the pack to hand over, the clock, where a person is, forgetting."""
