"""How long a text is, as each platform counts it."""

import re
import unicodedata
from collections.abc import Callable

URL = re.compile(r"https?://[^\s]+", re.IGNORECASE)
X_URL_LENGTH = 23  # X, "Counting characters", read 2026-11: every address is replaced by a short one of 23
X_LIGHT = ((0x0, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))  # weight 1; all else 2


def characters(text: str) -> int:
    """Unicode code points."""
    return len(text)


def utf16(text: str) -> int:
    """UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def x_weighted(text: str) -> int:
    """X's weighted length: an address counts 23, most scripts 1 a character, emoji and CJK 2."""
    rest, addresses = URL.subn("", unicodedata.normalize("NFC", text))
    return addresses * X_URL_LENGTH + sum(_x_weight(part) for part in _emoji_clusters(rest))


COUNTERS: dict[str, Callable[[str], int]] = {"characters": characters, "utf16": utf16, "x_weighted": x_weighted}


def _emoji_clusters(text: str) -> list[str]:
    """The text in characters, but an emoji with its joiners, selectors and skin tones as one."""
    clusters: list[str] = []
    for character in text:
        code = ord(character)
        joins = code in (0x200D, 0xFE0F, 0x20E3) or 0x1F3FB <= code <= 0x1F3FF or 0xE0020 <= code <= 0xE007F
        after_joiner = bool(clusters) and clusters[-1].endswith("\u200d")
        if clusters and (joins or after_joiner) and _x_weight(clusters[-1]) == 2:
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


def _x_weight(cluster: str) -> int:
    return 1 if len(cluster) == 1 and any(low <= ord(cluster) <= high for low, high in X_LIGHT) else 2
