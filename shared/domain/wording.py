"""The words of replies: which prepared one fits, and what no reply may say."""

import hashlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from shared.domain.assessment import Topic
from shared.domain.playbook import BRAND_SLOT, Playbook

PHONE_DIGITS = 9  # a number with as many digits may be somebody's; after a plus, two fewer will do

MAIL_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,63}")
DIGITS = re.compile(r"\+?\d(?:[ ().\-/]{0,2}\d){6,24}")
DATE = re.compile(r"(?:\d{4}-\d\d-\d\d|\d\d?/\d\d?/\d{2,4})(?!\d)")
IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b")
OPEN_SLOT = re.compile(r"[{}]")

UNITS = "minutes?|hours?|days?|weeks?|minutos?|horas?|dias?|semanas?"
NUMBERS = r"\d+|one|two|three|a|an|few|the next|un|una|dos|tres|pocos|pocas|unos|unas"

# Phrases over text without case and accents, English then Spanish. A space stands for any white space.
SELLING = (
    r"discount\w*", r"\d+ ?% off", r"percent off", r"promo ?codes?", r"voucher codes?", r"coupons?",
    r"use code",
    r"(?:buy|shop|order) now", r"on sale", r"(?:special|limited|exclusive|latest|great) (?:offer|deal)s?",
    r"limited time", r"while stocks last", r"check out our",
    r"our new(?:est)? (?:collection|range|line|products?|menu)",
    r"new collection", r"free trial", r"sign up", r"subscribe", r"best prices?", r"upgrade (?:to|now)", r"follow us",
    r"visit our (?:shop|store|website|site|page)", r"(?:do not|don'?t) miss", r"best ?sellers?", r"bargains?",
    r"descuentos?", r"ofertas?", r"rebajas?", r"cupon(?:es)?", r"codigo (?:promocional|de descuento)",
    r"compra (?:ya|ahora)", r"promocion(?:es)?", r"suscrib\w*", r"aprovech\w*", r"no te (?:lo )?pierdas",
    r"visita nuestr[ao] \w+", r"nueva coleccion", r"siguenos", r"mejor(?:es)? precios?", r"tiempo limitado",
)  # fmt: skip
PROMISES = (
    r"guarantee\w*", r"(?:we|i) promise",
    r"(?:will|\w{1,9}'ll) (?:be )?(?:refund|compensat|replac|reimburs|fix|resolv|solv)\w*",
    r"(?:you will|you'll) (?:get|receive|have|hear)", rf"(?:with)?in (?:less than )?(?:{NUMBERS}) (?:{UNITS})",
    r"24 ?h(?:ours)?", r"asap", r"immediately", r"(?:right|straight) away", r"as soon as possible",
    r"(?:never|not|won'?t) happen again", r"(?:will|\w{1,9}'ll) (?:always|never)",
    r"by (?:tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|the end of)",
    r"garanti[az]\w*", r"promet\w*", r"(?:reembols|devolver|compens|solucion|resolver|arregl|repondr)\w*emos",
    r"recibir(?:as|eis|an)", rf"(?:en|dentro de) (?:menos de )?(?:{NUMBERS}) (?:{UNITS})", r"de inmediato",
    r"inmediatamente", r"cuanto antes", r"lo antes posible", r"no volvera a", r"(?:hoy|manana) mismo",
    r"antes del? (?:manana|lunes|martes|miercoles|jueves|viernes|sabado|domingo)",
)  # fmt: skip


class Severity(StrEnum):
    """An error must not be sent; a warning is shown to the person who writes."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something a reply should not say. `start` and `end` point into the text in Unicode's form NFC."""

    code: str
    severity: Severity
    says: str
    start: int = 0
    end: int = 0


def choose(
    playbook: Playbook,
    *,
    topic: Topic | str,
    language: str,
    private: bool,
    brand_title: str,
    seed: str,
    max_length: int,
    count: Callable[[str], int],
) -> str | None:
    """A prepared acknowledgement, or None if none is prepared or none fits into `max_length` as `count` counts.

    The same seed gives the same text; other seeds spread evenly over all variants.
    """
    wording = playbook.wording.get(Topic(topic), {}).get(language)
    if wording is None:
        return None
    variants = wording.private if private else wording.public
    first = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8]) % len(variants)
    filled = (fill(variant, brand_title) for variant in (*variants[first:], *variants[:first]))
    return next((text for text in filled if count(text) <= max_length), None)


def fill(variant: str, brand_title: str) -> str:
    """The variant with its one slot filled, in one pass: what stands in the title is never read as a slot."""
    return brand_title.join(variant.split(BRAND_SLOT))


def lint(
    text: str,
    *,
    by_machine: bool,
    max_length: int | None = None,
    count: Callable[[str], int] = len,
) -> list[Finding]:
    """What is wrong with a reply, in the order of the text. An empty list means that it may go.

    What no platform takes is an error for everybody; the rest is an error for the machine and a
    warning for people, who may know better.
    """
    composed = unicodedata.normalize("NFC", text)
    if not any(sign.isprintable() and not sign.isspace() for sign in composed):
        return [Finding(code="empty", severity=Severity.ERROR, says="The reply is empty.")]
    severity = Severity.ERROR if by_machine else Severity.WARNING
    folded = "".join(map(_fold, composed))
    spans = [
        ("selling", "This sells. A reply listens and helps; it does not sell.", _spans(SELLING_WORDS, folded)),
        ("promise", "This promises something that somebody else must keep.", _spans(PROMISING_WORDS, folded)),
        ("personal_data", "This looks like an e-mail address.", _spans(MAIL_ADDRESS, composed)),
        ("personal_data", "This looks like a telephone, card or account number.", _number_spans(composed)),
        ("slot", "A slot was left open.", _spans(OPEN_SLOT, composed)),
    ]
    findings = [
        Finding(code=code, severity=severity, says=says, start=start, end=end)
        for code, says, found in spans
        for start, end in found
    ]
    if max_length is not None and (length := count(text)) > max_length:
        says = f"The reply is {length} characters long as the platform counts; it takes {max_length}."
        findings.append(Finding(code="too_long", severity=Severity.ERROR, says=says, end=len(composed)))
    return sorted(findings, key=lambda finding: finding.start)


def _fold(sign: str) -> str:
    """One sign without case and accent, so that places stay what they were."""
    if sign in "’‘`´":
        return "'"
    return unicodedata.normalize("NFKD", sign)[0].lower()[0]


def _compile(phrases: tuple[str, ...]) -> re.Pattern[str]:
    joined = "|".join(phrases).replace(" ?", r"\s{0,3}").replace(" ", r"\s{1,3}")
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)")


SELLING_WORDS, PROMISING_WORDS = _compile(SELLING), _compile(PROMISES)


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


def _number_spans(text: str) -> list[tuple[int, int]]:
    """Numbers that may be a person's: telephone, card, bank account. Dates and prices are shorter."""
    found = [match.span() for match in IBAN.finditer(text) if _is_iban(match[0])]
    for match in DIGITS.finditer(text):
        digits = "".join(filter(str.isdigit, match[0]))
        enough = PHONE_DIGITS - 2 * match[0].startswith("+")
        known = DATE.match(match[0]) or any(start <= match.start() < end for start, end in found)
        if len(digits) >= enough and not known:
            found.append(match.span())
    return found


def _is_iban(text: str) -> bool:
    """ISO 13616: the first four signs moved to the end, letters as numbers, remainder of 97 is 1."""
    plain = text.replace(" ", "")
    return int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97 == 1
