"""Names that a hasty reader takes for ours, and names that nobody does."""

import pytest

from shared.domain.likeness import imitates

OURS = ("Our Shop", "Northern Lights", "ÉCO", "")


@pytest.mark.parametrize(
    "name",
    [
        "Our Shop",
        "OurShop_Support",
        "@ourshop.help",
        "Оur Shор",  # Cyrillic
        "0ur $h0p",
        "Ｏｕｒ Ｓｈｏｐ",
        "O\u200bu\u200br S\u0301hop",
        "ᴏᴜʀ ꜱʜᴏᴘ ✓",
        "Northem Lights",
        "NORTHERN IIGHTS official",
        "Northern L1ghts",
        "eco",
    ],
)
def test_a_name_that_looks_like_ours_is_seen(name: str) -> None:
    assert imitates(name, OURS)


@pytest.mark.parametrize(
    "name", [None, "", " ", "Rita", "Our", "Shop", "Your Choice", "Ecology Now", "Northern", "李雷", "🙂", "\ud83d"]
)
def test_other_names_are_let_be(name: str | None) -> None:
    assert not imitates(name, OURS)


def test_without_a_name_of_ours_nobody_imitates_us() -> None:
    assert not imitates("", ("", " ", "🙂"))
    assert not imitates("Rita", ("", " ", "🙂"))
