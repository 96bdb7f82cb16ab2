"""The words of acknowledgements: which prepared one fits and has its turn."""

import hashlib
from collections.abc import Callable
from functools import lru_cache

from shared.domain.assessment import Topic
from shared.domain.linter import lint
from shared.domain.playbook import BRAND_SLOT, Playbook

KNOWN = 1024  # texts of which a process remembers whether they may go: brands say the same few again and again


def choose(
    playbook: Playbook,
    *,
    topic: Topic | str,
    language: str,
    private: bool,
    brand_title: str,
    seed: str,
    turn: int = 0,
    max_length: int,
    count: Callable[[str], int],
) -> str | None:
    """A prepared acknowledgement, or None if none is prepared that the linter passes and that fits into `max_length`
    as `count` counts.

    Turn after turn gives each text once before one comes again; the seed tells which is the first, and other seeds
    spread evenly.
    """
    wording = playbook.wording.get(Topic(topic), {}).get(language)
    if wording is None:
        return None
    filled = (fill(variant, brand_title) for variant in (wording.private if private else wording.public))
    fitting = [text for text in filled if _may_go(text, language, brand_title, max_length, count)]
    if not fitting:
        return None
    first = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8])
    return fitting[(first + turn) % len(fitting)]


@lru_cache(maxsize=KNOWN)
def _may_go(text: str, language: str, title: str, max_length: int, count: Callable[[str], int]) -> bool:
    return not lint(text, by_machine=True, language=language, title=title, max_length=max_length, count=count)


def fill(variant: str, brand_title: str) -> str:
    """The variant with its one slot filled, in one pass: what stands in the title is never read as a slot."""
    return brand_title.join(variant.split(BRAND_SLOT))
