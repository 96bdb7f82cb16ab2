"""Notes: staff tell each other about a case; nothing of that is ever sent."""

import pytest

from functions.desk.actions.notes import NOTE_LIMIT
from shared.aws import notes
from shared.domain.brand import Role, Staff
from shared.domain.mention import Mention
from shared.errors import ForbiddenError, InputError
from tests.desk.scene import Scene
from tests.desk.test_actions import do
from tests.support.made import BRAND


def stored(scene: Scene, mention: Mention) -> list[notes.Note]:
    return notes.of_case(scene.ports.cases, scene.case_of(mention).case_id)


def called(scene: Scene, text: str) -> tuple[str, ...]:
    mention = scene.mention()
    do(scene, "rosa", mention, "note", note=text)
    return stored(scene, mention)[-1].mentioned


def test_a_note_is_kept_with_its_writer_and_rings_no_doorbell(scene: Scene) -> None:
    mention = scene.mention()
    assert do(scene, "rosa", mention, "note", note=" Legal looks at it.\r\nWait. ").code == "noted"
    (note,) = stored(scene, mention)
    assert (note.by, note.text, note.at, note.struck_at) == ("rosa", "Legal looks at it.\nWait.", scene.clock(), None)
    assert scene.events(mention)[-1] == ("rosa", "noted", "")
    assert scene.cloud.messages("RepliesQueue") == []
    assert scene.read(mention).reply is None


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("@rolf please look", ("rolf",)),
        ("@Rolf, please look", ("rolf",)),
        ("please look (@ROLF)", ("rolf",)),
        ("@vera and @rolf", ("rolf", "vera")),
        ("@Rosa Maria, look", ("rm",)),
        ("@rosa look", ("rosa",)),
        ("write to rolf@example.com", ()),
        ("@rolfi", ()),
        ("@otto", ()),
    ],
)
def test_the_name_or_id_of_somebody_of_the_brand_calls_them_the_longest_name_first(
    scene: Scene, text: str, who: tuple[str, ...]
) -> None:
    scene.ports.settings.put_staff(Staff(staff_id="rm", name="Rosa Maria", roles={BRAND: Role.VIEWER}))
    assert called(scene, text) == who


def test_a_name_that_is_nobodys_is_told_to_the_writer(scene: Scene) -> None:
    mention = scene.mention()
    assert do(scene, "rosa", mention, "note", note="@rolf @rolff look").code == "noted_with_strangers"
    assert stored(scene, mention)[0].mentioned == ("rolf",)


def test_the_called_find_the_case_in_theirs_until_they_act_there(scene: Scene) -> None:
    mention = scene.mention()
    do(scene, "rosa", mention, "note", note="@rolf and @rosa: look")
    assert scene.case_of(mention).mentioned == ("rolf",)

    def mine(staff_id: str) -> list[str]:
        found = scene.client(staff_id).get("/api/cases?folder=mine").json["cases"]
        return [row["case_id"] for row in found]

    assert (mine("rolf"), mine("rosa")) == ([scene.case_of(mention).case_id], [])
    assert "Mentions you" in scene.open(scene.client("rolf"), mention).said
    do(scene, "rolf", mention, "note", note="I have looked.")
    assert (scene.case_of(mention).mentioned, mine("rolf")) == ((), [])


@pytest.mark.parametrize("text", ["", "  ", "\x00", "x" * (NOTE_LIMIT + 1)])
def test_an_empty_or_endless_note_is_refused(scene: Scene, text: str) -> None:
    mention = scene.mention()
    with pytest.raises(InputError) as refused:
        do(scene, "rosa", mention, "note", note=text)
    assert refused.value.field == "note"
    assert stored(scene, mention) == []


def test_only_its_writer_strikes_a_note_out_and_it_stays_to_be_read(scene: Scene) -> None:
    mention = scene.mention()
    do(scene, "rosa", mention, "note", note="Wrong.")
    note_id = stored(scene, mention)[0].note_id
    with pytest.raises(InputError, match="only who wrote"):
        do(scene, "rolf", mention, "strike-note", note_id=note_id)
    with pytest.raises(InputError, match="no such note"):
        do(scene, "rosa", mention, "strike-note", note_id="another")
    scene.clock.advance(minutes=5)
    assert do(scene, "rosa", mention, "strike-note", note_id=note_id).code == "note_struck"
    assert do(scene, "rosa", mention, "strike-note", note_id=note_id).code == "as_it_stands"
    (note,) = stored(scene, mention)
    assert (note.text, note.struck_at) == ("Wrong.", scene.clock())
    assert [what for _by, what, _why in scene.events(mention)] == ["opened", "noted", "note_struck"]


def test_viewers_read_notes_and_write_none(scene: Scene) -> None:
    mention = scene.mention()
    do(scene, "rosa", mention, "note", note="Legal looks at it.")
    page = scene.open(scene.client("vera"), mention)
    assert "Legal looks at it." in page.said
    assert "/note" not in page.text
    with pytest.raises(ForbiddenError):
        do(scene, "vera", mention, "note", note="Hm")


def test_notes_are_written_and_struck_out_by_forms_and_a_refused_one_is_not_in_the_box_for_replies(
    scene: Scene,
) -> None:
    mention = scene.mention()
    case = scene.case_of(mention).case_id
    rosa = scene.client("rosa")
    page = rosa.submit(scene.open(rosa, mention), f"/cases/{case}/note", note="<b>Careful</b>")
    assert "<b>Careful</b>" in page.said
    assert "The note is stored." in page.said
    refused = rosa.submit(page, f"/cases/{case}/note", note="y" * (NOTE_LIMIT + 1))
    assert refused.status == 422
    assert refused.form(f"/cases/{case}/note").fields["note"] == ["y" * (NOTE_LIMIT + 1)]
    assert refused.form(f"/cases/{case}/reply").fields["text"] == [""]
    note_id = stored(scene, mention)[0].note_id
    page = rosa.submit(page, f"/cases/{case}/strike-note", note_id=note_id)
    assert "Struck out" in page.said


def test_notes_come_with_the_case_as_json(scene: Scene) -> None:
    mention = scene.mention()
    case = scene.case_of(mention).case_id
    answer = scene.client("rosa").call("POST", f"/api/cases/{case}/note", {"note": "@rolf look"})
    (note,) = answer.json["case"]["notes"]
    assert (note["text"], note["by"], note["struck"], note["mentioned"]) == ("@rolf look", "Rosa", False, ["rolf"])
    assert answer.json["case"]["mentioned"] == ["rolf"]
