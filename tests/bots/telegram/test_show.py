"""Splitting loses no word, and every part fits."""

from hypothesis import given
from hypothesis import strategies as st

from bots.telegram.show import length, split

texts = st.text(st.sampled_from("ab é🍐.\n ,"), min_size=1, max_size=400)


@given(texts, st.integers(5, 60))
def test_no_letter_is_lost_and_every_part_fits(text: str, most: int) -> None:
    parts = split(text, most)
    assert all(0 < length(part) <= most for part in parts)
    if text.strip():
        assert "".join("".join(parts).split()) == "".join(text.split())


def test_a_text_is_cut_between_paragraphs_before_lines_and_lines_before_sentences() -> None:
    assert split("One two.\n\nThree.\nFour. Five.", 20) == ["One two.", "Three.\nFour. Five."]
    assert split("Three here.\nFour. Five.", 18) == ["Three here.", "Four. Five."]
    assert split("One two. Three four five.", 18) == ["One two.", "Three four five."]
    assert split("abcdefghij", 4) == ["abcd", "efgh", "ij"]


def test_a_letter_that_telegram_counts_twice_is_counted_twice() -> None:
    assert [length(part) for part in split("🍐" * 5000)] == [4096, 4096, 1808]
