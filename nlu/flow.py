"""The replay of a flow, as the dialogue uses it. It lives beside the flows, where `preview` walks it too."""

from __future__ import annotations

from responses.replay import Answers, ask_key, flow_for, is_asked, next_question, required, said

__all__ = ["Answers", "ask_key", "flow_for", "is_asked", "next_question", "required", "said"]
