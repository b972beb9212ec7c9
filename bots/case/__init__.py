"""The case: writing it down, the pack to hand over, the clock, where a person is, and forgetting."""
