"""What Heed would do with a text: the classifier and the playbook, without tables, queues or platforms."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import yaml
from pydantic import ValidationError

from functions.triage.triage import surface_rules
from infra.judging.calibration import LEAST_SURE
from infra.judging.lines import Line
from infra.local.seed import PLAYBOOK
from shared.classify.assess import assess
from shared.domain import policy
from shared.domain.assessment import Assessment, Sentiment
from shared.domain.brand import Account
from shared.domain.decision import Action, Decision
from shared.domain.mention import Mention, State
from shared.domain.playbook import Playbook
from shared.errors import InputError

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)  # when it came and when it is decided: as fresh as can be
SHARES = (Sentiment.NEGATIVE, Sentiment.NEUTRAL, Sentiment.POSITIVE)  # the order of an assessment's shares


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One text, judged. `certainty` is the largest threshold at which it is acknowledged; None if at none.

    `follow_up` tells which threshold: where a person follows up, that of the same name.
    """

    assessment: Assessment
    decision: Decision
    certainty: float | None
    follow_up: bool


def judge(line: Line, playbook: Playbook) -> Judged:
    """Assesses and decides as triage does, for a fresh mention of a connected account that may answer by itself."""
    mention = Mention(
        mention_id="",
        platform=line.platform or "",
        account_id="account",
        external_id="",
        state=State.RECEIVED,
        version=1,
        received_at=MOMENT,
        updated_at=MOMENT,
        surface=line.surface,
        author_id="author",
        author_name=line.author,
        text=line.text,
    )
    account = Account(platform=mention.platform, account_id=mention.account_id, brand=playbook.brand, automatic=True)
    # Where no platform is named, everything is allowed
    assessment, rules = assess(line.text), surface_rules(mention) if line.platform else policy.SurfaceRules()
    least = {"min_confidence": LEAST_SURE, "min_confidence_follow_up": LEAST_SURE}
    at_best = policy.decide(mention, assessment, playbook.model_copy(update=least), account, rules, MOMENT)
    return Judged(
        assessment=assessment,
        decision=policy.decide(mention, assessment, playbook, account, rules, MOMENT),
        certainty=assessment.confidence if at_best.action is Action.ACKNOWLEDGE else None,
        follow_up=at_best.follow_up,
    )


def shares(assessment: Assessment) -> Mapping[str, float]:
    """The probabilities of the three sentiments, by name."""
    return {str(name): share for name, share in zip(SHARES, assessment.shares, strict=True)}


def read_playbook(path: Path = PLAYBOOK) -> Playbook:
    """The playbook of a file, bare as the one that ships or the only one of a settings file."""
    try:
        found = yaml.safe_load(path.read_text("utf-8"))
        if isinstance(found, dict) and len(found.get("playbooks") or ()) == 1:
            found = found["playbooks"][0]
        return Playbook.model_validate(found)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(path.name, f"it is not YAML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(".".join(map(str, first["loc"])) or path.name, first["msg"]) from error
