"""A playbook as a form: flat fields of text, and back. The model checks; what it refuses is told field by field."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from functions.desk import words
from functions.desk.act import Fields
from functions.desk.languages import gettext, sentence
from functions.desk.rule_words import PARTS, PLACES, TREATMENTS, VISIBLE
from shared.domain.assessment import OPEN_TOPICS, Topic
from shared.domain.linter_words import NAMES
from shared.domain.playbook import Playbook
from shared.errors import HeedError

Form = dict[str, str]

# field: where it stands in the model, and how many of the form's units make one of the model's
NUMBERS: dict[str, tuple[tuple[str, ...], int]] = {
    "min_confidence": (("min_confidence",), 100),
    "min_confidence_follow_up": (("min_confidence_follow_up",), 100),
    "fresh_hours": (("fresh_hours",), 1),
    "wide_reach": (("wide_reach",), 1),
    "sla_critical": (("sla_minutes", "critical"), 1),
    "sla_high": (("sla_minutes", "high"), 1),
    "sla_normal": (("sla_minutes", "normal"), 1),
    "sla_low": (("sla_minutes", "low"), 1),
    "breaker_sends": (("breaker", "sends"), 1),
    "breaker_minutes": (("breaker", "minutes"), 1),
    "drift_window": (("drift", "window"), 1),
    "drift_low": (("drift", "low"), 100),
    "drift_high": (("drift", "high"), 100),
    "undo_public": (("undo_s", "public"), 1),
    "undo_private": (("undo_s", "private"), 1),
}
SWITCHES = ("automatic", "two_people")
PERCENT = 100
NUMBER = re.compile(r"\d{1,9}([.,]\d{1,4})?", re.ASCII)
LANGUAGE = re.compile(r"[a-z]{2,8}", re.ASCII)
DONE, FOLLOW_UP, PERSON = "done", "follow_up", "person"
LINE_END = "⏎"  # stands for a line's end within one text: in the form each line is a text of its own


@dataclass(frozen=True)
class Problem:
    """Why one field is refused. `label` is what the page calls it, `says` the remedy."""

    name: str
    label: str
    says: str


class FormError(HeedError):
    """A form that is no playbook."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(*problems)
        self.problems = problems


def of_playbook(playbook: Playbook) -> Form:
    """The form as it shows this playbook."""
    plain = playbook.model_dump(mode="json")
    form = {
        "title": playbook.title,
        **{name: "on" if getattr(playbook, name) else "" for name in SWITCHES},
        "languages": " ".join(sorted(playbook.languages)),
    }
    for name, (path, units) in NUMBERS.items():
        value: Any = plain
        for step in path:
            value = value[step]
        form[name] = f"{value * units:.4f}".rstrip("0").rstrip(".") if units == PERCENT else str(value)
    for topic in topics(playbook):
        kind = DONE if topic in playbook.done else FOLLOW_UP if topic in playbook.follow_up else PERSON
        form[f"topic.{topic}"] = kind
    for topic, by_language in playbook.wording.items():
        for language, wording in by_language.items():
            for place in PLACES:
                texts = getattr(wording, place)
                form[f"wording.{topic}.{language}.{place}"] = "\n".join(text.replace("\n", LINE_END) for text in texts)
    return form


def of_fields(fields: Fields) -> Form:
    """The form as a browser sent it."""
    form = {name: values[-1].replace("\r\n", "\n") for name, values in fields.items() if _is_ours(name) and values}
    form["languages"] = " ".join(sorted({*fields.get("languages", ())}))
    return form | {name: "on" if fields.get(name) else "" for name in SWITCHES}


def topics(playbook: Playbook) -> list[Topic]:
    """Those that the form shows: what a machine may answer at all, and what this playbook says more of."""
    also = (*playbook.done, *playbook.follow_up, *playbook.wording)
    return list(dict.fromkeys((*OPEN_TOPICS, *also)))


def languages(form: Form) -> list[str]:
    """Those that the form shows: what Heed understands, and what is served or worded besides."""
    worded = [name.split(".")[2] for name in form if name.startswith("wording.")]
    return list(dict.fromkeys((*NAMES, *form["languages"].split(), *worded)))


def merged(base: Form, mine: Form, theirs: Form) -> tuple[Form, list[str]]:
    """What a person wrote over `base`, put on top of what another made of it; and the fields that both changed."""
    names = dict.fromkeys((*theirs, *mine))
    form, both = {}, []
    for name in names:
        before, own, other = (version.get(name, "").strip() for version in (base, mine, theirs))
        form[name] = mine.get(name, "") if own != before else theirs.get(name, "")
        if own != before and other not in (before, own):
            both.append(name)
    return form, both


def read(form: Form, brand: str, version: int) -> Playbook:
    """The playbook that a form makes. FormError with every field that must be mended."""
    problems: list[Problem] = []
    plain: dict[str, Any] = {
        "brand": brand,
        "version": version,
        "title": form.get("title", "").strip(),
        **{name: form.get(name) == "on" for name in SWITCHES},
        "languages": form["languages"].split(),
        "wording": _wording(form),
    }
    for kind in (DONE, FOLLOW_UP):
        plain[kind] = [name.partition(".")[2] for name in form if name.startswith("topic.") and form[name] == kind]
    for name, (path, units) in NUMBERS.items():
        written = form.get(name, "").strip()
        if not NUMBER.fullmatch(written) or (units == 1 and not written.isdigit()):
            problems.append(problem(name, gettext("write a whole number") if units == 1 else gettext("write a number")))
            continue
        place = plain
        for step in path[:-1]:
            place = place.setdefault(step, {})
        place[path[-1]] = int(written) if units == 1 else round(float(written.replace(",", ".")) / units, 6)
    try:
        playbook = Playbook.model_validate(plain)
    except ValidationError as error:
        known = {found.name for found in problems}
        problems += [found for one in error.errors() if (found := _problem(one)).name not in known]
    else:
        if not problems:
            return playbook
    raise FormError(list({found.name: found for found in reversed(problems)}.values())[::-1])


def problem(name: str, says: str) -> Problem:
    return Problem(name, label(name), says)


def label(name: str) -> str:
    """What the page calls a field."""
    kind, *rest = name.split(".")
    if kind == "topic" and rest:
        return words.topic(rest[0])
    if kind == "wording" and len(rest) == 3:
        return f"{words.topic(rest[0])}, {words.language(rest[1])}, {gettext(VISIBLE[rest[2]])}"
    return gettext(PARTS[name][0]) if name in PARTS else name


def shown(name: str, value: str) -> str:
    """A field's value as people read it."""
    if name == "languages":
        return ", ".join(words.language(code) for code in value.split())
    if name in SWITCHES:
        return gettext("Yes") if value else gettext("No")
    return gettext(TREATMENTS[value]) if name.startswith("topic.") and value in TREATMENTS else value


def _is_ours(name: str) -> bool:
    if name == "title" or name in NUMBERS:
        return True
    kind, *rest = name.split(".")
    is_topic = bool(rest) and rest[0] in list(Topic)
    if kind == "wording":
        return (
            is_topic and len(rest) == 3 and rest[2] in PLACES and re.fullmatch(r"[a-z]{2,3}|other", rest[1]) is not None
        )
    return kind == "topic" and is_topic and len(rest) == 1


def _wording(form: Form) -> dict[str, dict[str, dict[str, list[str]]]]:
    """By topic, language and place; a language of which nothing is written is left out."""
    found: dict[str, dict[str, dict[str, list[str]]]] = {}
    for name, written in form.items():
        if name.startswith("wording."):
            _, topic, language, place = name.split(".")
            lines = [line.strip().replace(LINE_END, "\n") for line in written.splitlines() if line.strip()]
            found.setdefault(topic, {}).setdefault(language, {})[place] = lines
    worded = {
        topic: {language: places for language, places in by_language.items() if any(places.values())}
        for topic, by_language in found.items()
    }
    return {topic: by_language for topic, by_language in worded.items() if by_language}


def _problem(error: ErrorDetails) -> Problem:
    """A refusal of the model, at the field where the person can mend it."""
    loc = [str(step) for step in error["loc"]]
    if loc[0] == "wording":
        name = ".".join(loc[:4])
        says = _remedy(error, 1)
        if len(loc) > 4:
            says = gettext("line {number}: {says}").format(number=int(loc[4]) + 1, says=says)
        return problem(name, says)
    name = next((name for name, (path, _) in NUMBERS.items() if list(path) == loc), loc[0])
    name = "drift_low" if name == "drift" else name
    return problem(name, _remedy(error, NUMBERS[name][1] if name in NUMBERS else 1))


def _remedy(error: ErrorDetails, units: int) -> str:
    context: Mapping[str, Any] = error.get("ctx", {})
    match error["type"]:
        case "greater_than" | "greater_than_equal" | "less_than_equal" as kind:
            told, limit = {
                "greater_than": (gettext("it must be more than {limit}"), "gt"),
                "greater_than_equal": (gettext("it must be at least {limit}"), "ge"),
                "less_than_equal": (gettext("it must be at most {limit}"), "le"),
            }[kind]
            return told.format(limit=f"{context[limit] * units:g}")
        case "string_too_long":
            return gettext("it may have {most} characters at most: shorten it").format(most=context["max_length"])
        case "string_too_short" | "too_short" | "missing":
            return gettext("write something here")
        case "value_error":
            return sentence(str(context["error"]))
    return sentence(error["msg"])
