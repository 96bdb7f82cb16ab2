"""The interface speaks the languages of its catalogues, each wholly, and refusals too."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo, write_mo

from functions.desk import languages
from infra import messages
from tests.desk.scene import Scene
from tests.support.made import BRAND

CATALOGUES = sorted(languages.LOCALE.glob("*/LC_MESSAGES/desk.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")
TAG = re.compile(r"</?\w+>")


def texts(value: str | tuple[str, ...] | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else [*value]


def test_there_is_spanish() -> None:
    assert "es" in [path.parents[1].name for path in CATALOGUES]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[1].name)
def test_a_catalogue_has_every_message_and_no_other(path: Path) -> None:
    wanted, found = messages.gather(), messages.read(path)
    keys = {(message.id, message.context) for message in wanted if message.id}
    assert len(keys) > 500
    assert {(message.id, message.context) for message in found if message.id} == keys, "run: make messages"
    assert messages.untranslated(found) == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[1].name)
def test_a_translation_has_the_placeholders_and_the_marks_of_its_message(path: Path) -> None:
    for message in messages.read(path):
        if not message.id:
            continue
        for translated in texts(message.string):
            for sign in (PLACEHOLDER, TAG):
                allowed = [sorted(sign.findall(one)) for one in texts(message.id)]
                assert sorted(sign.findall(translated)) in allowed, (message.id, translated)
            assert translated[0].isspace() == texts(message.id)[0][0].isspace()


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[1].name)
def test_what_is_compiled_is_what_is_written(path: Path) -> None:
    made = BytesIO()
    write_mo(made, messages.read(path))
    assert messages.compiled(path).read_bytes() == made.getvalue(), "run: make messages"
    with messages.compiled(path).open("rb") as file:
        assert len(read_mo(file)) > 500


@pytest.mark.parametrize(
    ("chosen", "accepted", "spoken"),
    [
        ("", "", "en"),
        ("", "es", "es"),
        ("", "es-MX,es;q=0.9,en;q=0.8", "es"),
        ("", "fr,es;q=0.4,en;q=0.5", "en"),
        ("", "fr;q=1,es;q=0.4,en;q=0", "es"),
        ("", "xx,yy;q=bad, *", "en"),
        ("en", "es", "en"),
        ("es", "en", "es"),
        ("../../etc", "es", "es"),
        ("ES", "", "es"),
    ],
)
def test_a_persons_choice_counts_before_the_browsers(chosen: str, accepted: str, spoken: str) -> None:
    assert languages.choose(chosen, accepted) == spoken


def test_the_browsers_language_is_spoken_and_named(scene: Scene) -> None:
    scene.mention()
    page = scene.client("rosa").ask("GET", "/", headers={"accept-language": "es-ES,es;q=0.9"})
    assert ("html", {"lang": "es", "dir": "ltr"}) in page.read.elements
    assert "1 caso" in page.said
    assert "vence en" in page.said
    assert "1 case" in scene.client("rosa").ask("GET", "/").said


def test_a_language_is_chosen_by_a_form_and_kept(scene: Scene) -> None:
    mention = scene.mention()
    rosa = scene.client("rosa")
    scene.open(rosa, mention)
    page = rosa.submit(rosa.get("/"), "/language", language="es")
    assert rosa.cookies["__Host-lang"] == "es"
    assert page.read.elements[0][1].get("lang") == "es" or ("html", {"lang": "es", "dir": "ltr"}) in page.read.elements
    said = scene.open(rosa, mention).said
    for told in ("Por qué está aquí", "Su asunto necesita a una persona.", "Respuesta pública", "abrió el caso"):
        assert told in said
    assert rosa.submit(rosa.get("/"), "/language", language="xx").status == 422


def test_refusals_are_translated_with_what_changes_in_them(scene: Scene) -> None:
    mention = scene.mention()
    rosa, rolf = scene.client("rosa"), scene.client("rolf")
    case = scene.case_of(mention).case_id
    rosa.submit(rosa.get("/"), f"/cases/{case}/claim")
    rolf.cookies["__Host-lang"] = "es"
    page = scene.open(rolf, mention)
    assert "Rosa tiene este caso" in rolf.submit(page, f"/cases/{case}/reply", text="Hola").said
    scene.mention("And one thing more")
    refused = rolf.submit(page, f"/cases/{case}/take-over", reason="Urgente").said
    assert "1 mensaje nuevo desde que lo abriste: léelo y vuelve a relevar. No se ha hecho nada." in refused
    assert "El motivo: di por qué relevas en el caso." in rolf.submit(page, f"/cases/{case}/take-over", reason=" ").said
    vera = scene.client("vera")
    vera.cookies["__Host-lang"] = "es"
    fields = {"csrf": vera.get("/").form("/sign-out").fields["csrf"]}
    refused = vera.post(f"/brands/{BRAND}/stop", {**fields, "stopped": "on"}).said
    assert f"Para esto hace falta el rol admin en la marca {BRAND}; el tuyo es viewer." in refused


def test_json_is_english_unless_it_is_asked_for_another(scene: Scene) -> None:
    mention = scene.mention()
    rosa = scene.client("rosa")
    rosa.cookies["__Host-lang"] = "es"
    address = f"/api/cases/{scene.case_of(mention).case_id}"
    assert rosa.call("GET", address).json["messages"][0]["decision"] == "What it is about needs a person."
    asked = rosa.call("POST", f"{address}/check?language=es", {"mention_id": mention.mention_id, "text": "Use code X"})
    assert "Esto vende." in asked.json["warnings"][0]
