"""`heed assess`: one judgement a line, whatever the lines hold."""

import json
import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

from infra.local.seed import default_playbook
from shared.domain.mention import TEXT_LIMIT, Surface
from shared.platforms import registry
from tests.judging.commands import FIRE, THANKS, heed, refusal, write

ROOT = Path(__file__).resolve().parents[2]
KEYS = [
    "id", "language", "sentiment", "urgency", "topics", "abuse", "troll", "needs_human_probability", "decision",
    "reasons",
]  # fmt: skip
ODD_TEXTS = [
    "",
    "\u200f\u202e\u2066",
    "\ud800 broken in half \udfff",
    "line\u2028separators\u0085and\x0bmore\x1b[31m",
    "\x00\x07",
    "👩‍👩‍👧‍👦" * 500,
    "é" + "\u0301" * 3000,
    "a" * (3 * TEXT_LIMIT),
    "كل شيء تمام والحمد لله",
    "𝕿𝖍𝖆𝖓𝖐 𝖞𝖔𝖚",
]


def assessed(*lines, arguments=()):
    """The judgements of lines that are all good."""
    result, printed = heed("assess", *arguments, given=b"\n".join(json.dumps(line).encode() for line in lines))
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in printed.splitlines()]


def codes(judgement):
    return [reason["rule"] for reason in judgement["reasons"]]


def test_a_judgement_has_exactly_its_keys():
    (found,) = assessed({"id": "a", "text": THANKS})
    assert list(found) == KEYS
    assert list(found["sentiment"]) == ["negative", "neutral", "positive"]
    assert sum(found["sentiment"].values()) == pytest.approx(1, abs=1e-5)
    assert isinstance(found["troll"], bool)
    assert all(0 <= found[name] <= 1 for name in ("abuse", "needs_human_probability"))


def test_thanks_are_acknowledged_and_a_fire_is_for_people_with_the_reason_and_the_words():
    thanks, fire = assessed({"id": 1, "text": THANKS}, {"id": 2, "text": FIRE})
    assert (thanks["decision"], thanks["urgency"]) == ("acknowledge", "low")
    assert codes(thanks)[0] == f"policy.{thanks['topics'][0]}"
    assert (fire["decision"], fire["urgency"], codes(fire)[0]) == ("review", "critical", "policy.veto")
    quotes = [reason["quote"] for reason in fire["reasons"] if "quote" in reason]
    assert quotes
    assert all(quote and quote in FIRE for quote in quotes)
    assert all(set(reason) <= {"rule", "says", "quote"} and reason["says"] for reason in fire["reasons"])


def test_nothing_said_is_ignored_with_its_reason():
    (found,) = assessed({"id": 1, "text": "  "})
    assert (found["decision"], codes(found)[0]) == ("ignore", "policy.empty")


def test_the_platform_named_has_its_say():
    closed = [name for name in registry.PLATFORMS if "review" not in registry.card(name).replies]
    assert closed
    lines = [{"id": name, "text": THANKS, "platform": name, "surface": "review"} for name in closed]
    assert {codes(one)[0] for one in assessed(*lines)} == {"policy.not_answerable"}
    (open_there,) = assessed({"id": 1, "text": THANKS, "platform": "Facebook", "surface": "comment"})
    assert open_there["decision"] == "acknowledge"


def test_where_a_platform_knows_one_word_for_post_and_comment_both_mean_it():
    lines = [{"id": word, "text": THANKS, "platform": "x", "surface": word} for word in ("post", "comment")]
    assert {one["decision"] for one in assessed(*lines)} == {"acknowledge"}


def test_an_author_who_looks_like_the_brand_is_for_people():
    (found,) = assessed({"id": 1, "text": THANKS, "author": default_playbook().title})
    assert codes(found)[0] == "policy.imitates_us"


def test_a_playbook_of_ones_own_decides(tmp_path):
    content = default_playbook().model_dump(mode="json")
    bare = write(tmp_path / "playbook.yaml", [content | {"automatic": False}])
    settings = write(tmp_path / "settings.yaml", [{"playbooks": [content | {"automatic": False}]}])
    for path in (bare, settings):
        (found,) = assessed({"id": 1, "text": THANKS}, arguments=("--playbook", str(path)))
        assert codes(found)[0] == "policy.automatic_off"


def test_a_wrong_playbook_is_named_with_its_field(tmp_path):
    wrong = write(tmp_path / "playbook.yaml", [default_playbook().model_dump(mode="json") | {"min_confidence": 2}])
    assert refusal("assess", "--playbook", wrong).startswith("min_confidence: ")
    broken = tmp_path / "broken.yaml"
    broken.write_text("{")
    assert "broken.yaml: it is not YAML" in refusal("assess", "--playbook", broken)


def test_bad_lines_are_named_and_the_others_judged_all_the_same():
    rows = [
        b'\xef\xbb\xbf{"id": 1, "text": "Thank you!"}',
        b"",
        b'{"id": 2, "text": ',
        b"[1]",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"id": 7, "text": "Hi", "platform": "nowhere"}',
        b'{"id": 8, "text": "Hi", "surface": "wall"}',
        b'{"id": 9, "text": 9}',
        b'{"text": "Hi"}',
        b'{"id": true, "text": "Hi"}',
        b'{"id": 12, "text": "Hi", "platform": {"a": 1}}',
        b'{"id": "13", "text": "Hi", "author": 4}',
        b'{"id": 14, "text": "Thank you!", "platform": null, "surface": null, "author": null, "else": 1}',
    ]
    result, printed = heed("assess", "-", given=b"\n".join(rows))
    assert result.exit_code == 1
    found = {one["id"]: one for one in map(json.loads, printed.splitlines())}
    assert list(found) == [1, 7, 8, 9, 12, "13", 14]
    assert all(set(found[name]) == {"id", "error"} for name in (9, 12, "13"))
    platforms, surfaces = ", ".join(registry.PLATFORMS), ", ".join(Surface)
    assert found[7]["language"], "a platform that is not served takes nothing from the text"
    assert found[8]["language"]
    assert f"platform: 'nowhere' is not served, so nothing is held against it; served are {platforms}" in result.stderr
    assert f"surface: 'wall' is not served, so nothing is held against it; served are {surfaces}" in result.stderr
    assert found[1]["language"]
    assert found[14]["language"]
    told = result.stderr.splitlines()
    assert [line.split(":")[1] for line in told] == [f" line {number}" for number in range(3, 14)]
    assert all(line.startswith("heed: ") for line in told)


@pytest.mark.parametrize("text", ODD_TEXTS, ids=range(len(ODD_TEXTS)))
def test_odd_texts_come_back_as_one_line_of_ascii(text):
    result, printed = heed("assess", given=json.dumps({"id": text[:20], "text": text}).encode())
    assert result.exit_code == 0, result.exception
    assert printed.isascii()
    assert len(printed.splitlines()) == 1
    found = json.loads(printed)
    assert list(found) == KEYS
    assert found["id"] == text[:20]
    for reason in found["reasons"]:
        assert reason.get("quote") != ""


def test_a_file_is_read_as_standard_input_is(tmp_path):
    path = write(tmp_path / "mentions.jsonl", [{"id": 1, "text": THANKS}])
    result, printed = heed("assess", path)
    assert result.exit_code == 0
    assert json.loads(printed) == assessed({"id": 1, "text": THANKS})[0]
    assert heed("assess", tmp_path / "absent.jsonl")[0].exit_code == 2


def test_each_judgement_comes_before_the_next_line_is_read():
    with subprocess.Popen(
        [sys.executable, "-m", "infra.cli", "assess"],
        cwd=ROOT,
        env=os.environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
    ) as process:
        for number in range(3):
            process.stdin.write(json.dumps({"id": number, "text": THANKS}).encode() + b"\n")
            assert select.select([process.stdout], [], [], 60)[0], "no judgement while the input is open"
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait(60) == 0
