"""The brand's rules: wording, thresholds, deadlines. Versioned data, not code.

The model checks what a person edits, so an error names the field and what it wants. The playbook
that ships is `infra/defaults/playbook.yaml`.
"""

from datetime import datetime, timedelta
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from shared.domain.assessment import Topic, Urgency

BRAND_SLOT = "{brand}"  # the only slot that a prepared text may have


def _without_other_slots(text: str) -> str:
    if "{" in text.replace(BRAND_SLOT, "") or "}" in text.replace(BRAND_SLOT, ""):
        raise ValueError(f"the only slot is {BRAND_SLOT}; take the other braces out")
    return text


def _printable(text: str) -> str:
    if not text.isprintable() or not text.strip():
        raise ValueError("must be one line of visible characters: it stands in public replies")
    return text


def _all_different(texts: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(texts)) < len(texts):
        raise ValueError("two variants are the same; a thread would show the same text twice")
    return texts


Variant = Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(_without_other_slots)]
Variants = Annotated[tuple[Variant, ...], Field(min_length=1), AfterValidator(_all_different)]


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Wording(Part):
    """Acknowledgements of one topic in one language, by who can read them. Slots: `{brand}` only."""

    public: Variants
    private: Variants


class SlaMinutes(Part):
    """Minutes until a person must have looked, by urgency."""

    critical: int = Field(default=15, gt=0)
    high: int = Field(default=60, gt=0)
    normal: int = Field(default=480, gt=0)
    low: int = Field(default=1440, gt=0)


class Breaker(Part):
    """More than `sends` automatic replies of one account within `minutes` stop it and page somebody."""

    sends: int = Field(default=60, gt=0)
    minutes: int = Field(default=60, gt=0)


class Drift(Part):
    """Of each `window` mentions judged, the share acknowledged must lie between `low` and `high`, from 0 to 1; else
    automatic replies stop until a person turns the stop switch off."""

    window: int = Field(default=200, gt=0)
    low: float = Field(default=0.0, ge=0, le=1)
    high: float = Field(default=0.8, ge=0, le=1)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.low > self.high:
            raise ValueError("low must not lie above high")
        return self


class UndoSeconds(Part):
    """How long a person's reply waits before it leaves, so that it can be undone."""

    public: int = Field(default=10, ge=0, le=120)
    private: int = Field(default=5, ge=0, le=120)


class Playbook(Part):
    """Everything that a brand decides about Heed. `done` topics end with the acknowledgement;
    `follow_up` topics are acknowledged and go on to a person; all others go to a person at once.

    The machine must be as sure as `min_confidence` to end a mention with an acknowledgement; where a person
    follows up, `min_confidence_follow_up` will do. While `two_people` is on, as in a crisis, a public reply by staff
    is sent only after another person approved it."""

    brand: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")
    version: int = Field(gt=0)
    title: Annotated[str, Field(min_length=1, max_length=80), AfterValidator(_printable)]
    automatic: bool = True
    languages: tuple[str, ...] = ("en", "es")
    done: tuple[Topic, ...] = (Topic.PRAISE, Topic.THANKS)
    follow_up: tuple[Topic, ...] = (Topic.QUESTION_SIMPLE,)
    min_confidence: float = Field(default=0.85, ge=0.5, le=1.0)
    min_confidence_follow_up: float = Field(default=0.65, ge=0.5, le=1.0)
    fresh_hours: int = Field(default=168, gt=0, le=168)
    wide_reach: int = Field(default=50_000, gt=0)
    wording: dict[Topic, dict[str, Wording]] = Field(default_factory=dict)
    sla_minutes: SlaMinutes = SlaMinutes()
    breaker: Breaker = Breaker()
    drift: Drift = Drift()
    undo_s: UndoSeconds = UndoSeconds()
    two_people: bool = False

    def due_at(self, urgency: Urgency, since: datetime) -> datetime:
        """When a person must have looked at a mention of this urgency that came at `since`."""
        return since + timedelta(minutes=getattr(self.sla_minutes, urgency.value))
