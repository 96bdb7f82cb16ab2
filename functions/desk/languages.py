"""The languages of the interface: which one a visit gets, and its words. English is the source; each other is a file.

A catalogue is `locale/<language>/LC_MESSAGES/desk.mo`, made by `make messages` from the `.po` beside it. What is
written for people stands in the code in English, also in errors: it is put into the visit's language where it is shown.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any

LOCALE = Path(__file__).parent / "locale"
SOURCE = "en"
REFUSAL = "refusal"  # the context of sentences that errors say; {name} stands for what changes in them
SLOT = re.compile(r"\{(\w+)\}")

_spoken: ContextVar[str] = ContextVar("spoken", default=SOURCE)


@contextmanager
def spoken_in(language: str) -> Iterator[None]:
    """Inside, texts are in this language: one of `known()`."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def spoken() -> str:
    return _spoken.get()


@cache
def known() -> Mapping[str, str]:
    """Every language that has a catalogue, by its tag, and what it calls itself."""
    tags = sorted(path.parent.parent.name for path in LOCALE.glob("*/LC_MESSAGES/desk.mo"))
    return {SOURCE: "English", **{tag: _catalogue(tag).pgettext("this language", "English") for tag in tags}}


def direction() -> str:
    """`ltr` or `rtl`."""
    return pgettext("direction of this language", "ltr")


def choose(chosen: str, accepted: str) -> str:
    """The language that the person chose, else the first that the browser's Accept-Language asks for, else English."""
    wanted = sorted((_weighed(part) for part in accepted.split(",")[:20]), reverse=True, key=lambda found: found[0])
    tags = [chosen, *(tag for weight, tag in wanted if weight > 0)]
    return next((tag for tag in (tag.strip().lower().partition("-")[0] for tag in tags) if tag in known()), SOURCE)


def gettext(message: str) -> str:
    return _catalogue(spoken()).gettext(message) if message else ""


def ngettext(one: str, many: str, count: int) -> str:
    return _catalogue(spoken()).ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    return _catalogue(spoken()).pgettext(context, message)


def npgettext(context: str, one: str, many: str, count: int) -> str:
    return _catalogue(spoken()).npgettext(context, one, many, count)


def sentence(said: str) -> str:
    """What an error or a rule says, translated: as it stands, else by the pattern that it was made from."""
    for found in (pgettext(REFUSAL, said), gettext(said)):
        if found != said:
            return found
    for pattern, translated in _patterns(spoken()):
        fitting = pattern.fullmatch(said)
        if fitting:
            return translated.format_map({name: sentence(value) for name, value in fitting.groupdict().items()})
    return said


def _weighed(part: str) -> tuple[float, str]:
    tag, _, quality = part.partition(";q=")
    try:
        return float(quality or 1), tag
    except ValueError:
        return 0.0, tag


@cache
def _catalogue(language: str) -> NullTranslations:
    if language == SOURCE:
        return NullTranslations()
    with (LOCALE / language / "LC_MESSAGES" / "desk.mo").open("rb") as file:
        return GNUTranslations(file)


@cache
def _patterns(language: str) -> list[tuple[re.Pattern[str], str]]:
    """The sentences with slots, those that say most of their own first, and their translations."""
    messages: dict[Any, str] = getattr(_catalogue(language), "_catalog", {})  # no method lists them
    found = []
    for key, translated in messages.items():
        context, mark, message = str(key).partition("\x04")
        if mark and context == REFUSAL and SLOT.search(message) and translated:
            found.append((message, translated))
    found.sort(key=lambda pair: len(SLOT.sub("", pair[0])), reverse=True)
    return [(_pattern(message), translated) for message, translated in found]


def _pattern(message: str) -> re.Pattern[str]:
    parts = SLOT.split(message)  # text and names by turns
    said = [f"(?P<{part}>.*?)" if index % 2 else re.escape(part) for index, part in enumerate(parts)]
    return re.compile("".join(said), re.DOTALL)
