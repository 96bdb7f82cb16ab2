"""What people read at the desk, gathered from the source, and the catalogues that translate it.

    python -m infra.messages        brings every catalogue up to date and compiles it; says what it still lacks
    python -m infra.messages de     the same, and begins a catalogue for German

A catalogue is `functions/desk/locale/<language>/LC_MESSAGES/desk.po`. Needs Babel, which is among the tools of
development; the desk itself reads only what is compiled.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from functions.desk import answers, languages, oversight_words, rule_words, words
from functions.desk.actions.of_mention import MENTION_REASONS
from functions.desk.pages.frame import NAVIGATION
from functions.desk.views import FOLDERS
from infra.template import PATH
from shared.classify.assess import LISTED
from shared.domain.assessment import Sentiment, Topic

ROOT = PATH.parent
DESK = ROOT / "functions" / "desk"
HEADER = "# The words of the desk. Made by `make messages`; only the translations are written by hand."
EXTRACTED = [("templates/**.html", "jinja2.ext:babel_extract"), ("**.py", "python")]
OPTIONS = {"templates/**.html": {"newstyle_gettext": "true", "trimmed": "true"}}
# who says a sentence to a person, and which argument is the sentence
SAID_BY = {
    "InputError": 1,
    "RequestError": 1,
    "ConflictError": 0,
    "ForbiddenError": 0,
    "NotFoundError": 0,
    "SignInError": 0,
    "field": 2,
    "require_seen": 1,
}
CODE = re.compile(r"[a-z]+(_[a-z]+)+")
PIECES = ("what", "until")  # local names that hold a piece of such a sentence
TABLES = tuple(
    DESK / f"{name}.py" for name in ("words", "reasons", "rule_words", "oversight_words", "answers")
)  # shown by what `tables` gives
SPEAKERS = [*(path for path in DESK.rglob("*.py") if path not in TABLES), *(ROOT / "shared" / "domain").glob("*.py")]
JUDGES = [ROOT / "shared" / "classify" / name for name in ("assess.py", "doubts.py", "phrases.py")]
LINTER = ROOT / "shared" / "domain" / "linter.py"


def gather() -> Catalog:
    """Every message there is, in English, untranslated."""
    catalog = Catalog(project="Heed", header_comment=HEADER, charset="utf-8")
    for context, message in (("this language", "English"), ("direction of this language", "ltr")):
        catalog.add(message, context=context)
    extracted = extract_from_dir(DESK, method_map=EXTRACTED, options_map=OPTIONS)
    for _path, _line, message, _comments, context in extracted:
        catalog.add(message, context=context)
    for message in tables():
        catalog.add(message)
    for message in dict.fromkeys(refusals()):
        if message not in catalog:
            catalog.add(message, context=languages.REFUSAL)
    return catalog


def tables() -> Iterator[str]:
    """What stands in tables that are shown."""
    for name, table in (*vars(words).items(), *vars(rule_words).items(), *vars(oversight_words).items()):
        if name.isupper():
            yield from _texts(table.values() if isinstance(table, dict) else table)
    yield from MENTION_REASONS.values()
    yield from (title for _address, title, *_rest in NAVIGATION)
    yield from (folder.title for folder in FOLDERS.values())
    yield from (title for _kind, _status, title in answers.STATUSES)
    yield from (answers.SET_UP_WRONGLY, answers.FAILED, "Not set up", "Failed")
    yield from (words.topic(topic) for topic in Topic)
    yield from (words.sentiment(sentiment) for sentiment in Sentiment)
    yield from (words.judged("acknowledge", value) for value in ("yes", "no"))
    yield from (rule.says for rule in LISTED)


def refusals() -> Iterator[str]:
    """Sentences that errors and judgements say; what changes in them stands in braces."""
    for path in sorted(SPEAKERS):
        tree = ast.parse(path.read_text("utf-8"))
        yield from _constants(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _named(node) in SAID_BY:
                for said in node.args[SAID_BY[_named(node)] :]:
                    yield from _sentences(said)
            elif isinstance(node, ast.Assign) and any(_name(target) in PIECES for target in node.targets):
                yield from _sentences(node.value)
    for path in (*JUDGES, LINTER):
        tree = ast.parse(path.read_text("utf-8"))
        others = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr | ast.Expr)]
        inside_others = {id(part) for node in others for part in ast.iter_child_nodes(node)}  # docstrings, pieces
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in inside_others:
                yield from (said for said in _sentences(node) if _is_said(said))


def untranslated(catalog: Catalog) -> list[str]:
    """The messages that lack a translation, or have one that nobody has looked at."""
    return [str(message.id) for message in catalog if message.id and (message.fuzzy or not _is_whole(message.string))]


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name)


def compiled(path: Path) -> Path:
    return path.with_suffix(".mo")


def main(begun: list[str]) -> None:
    template = gather()
    paths = sorted(languages.LOCALE.glob("*/LC_MESSAGES/desk.po"))
    for path in [*paths, *(languages.LOCALE / tag / "LC_MESSAGES" / "desk.po" for tag in begun)]:
        path.parent.mkdir(parents=True, exist_ok=True)
        catalog = read(path) if path.exists() else Catalog(locale=path.parents[1].name)
        catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
        catalog.obsolete.clear()
        catalog.header_comment = HEADER
        with path.open("wb") as file:
            write_po(file, catalog, width=120, no_location=True, sort_output=True)
        with compiled(path).open("wb") as file:
            write_mo(file, catalog)
        lacking = untranslated(catalog)
        print(f"{path.parents[1].name}: {len(catalog)} messages, {len(lacking)} without a translation")
        for message in lacking:
            print(f"    {message}")


def _is_whole(string: str | tuple[str, ...] | list[str]) -> bool:
    return bool(string) and (isinstance(string, str) or all(string))


def _is_said(text: str) -> bool:
    return " " in text and text[0].isupper() and "\n" not in text


def _texts(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            if any(sign.isalpha() for sign in value) and not CODE.fullmatch(value):
                yield value
        elif isinstance(value, tuple | list):
            yield from _texts(value)


def _constants(tree: ast.Module) -> Iterator[str]:
    """Whole sentences among a module's constants."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant | ast.Dict | ast.JoinedStr):
            values = node.value.values if isinstance(node.value, ast.Dict) else [node.value]
            yield from (said for value in values for said in _sentences(value) if said.endswith(".") and _is_said(said))


def _sentences(node: ast.expr) -> Iterator[str]:
    """The sentence that an expression makes, and those that it may be pieced together from."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.IfExp):
            for branch in (inner.body, inner.orelse):
                if isinstance(branch, ast.Constant | ast.JoinedStr):
                    yield from _sentences(branch)
    if not isinstance(node, ast.IfExp):
        made = _pattern(node, {})
        if any(sign.isalpha() for sign in languages.SLOT.sub("", made)) and not CODE.fullmatch(made):
            yield made


def _pattern(node: ast.expr, slots: dict[str, str]) -> str:
    """A text with {name} where a value is put in."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(_pattern(part, slots) for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _pattern(node.left, slots) + _pattern(node.right, slots)
    value = node.value if isinstance(node, ast.FormattedValue) else node
    written = ast.unparse(value)
    if written not in slots:
        name = _name(value) or "value"
        slots[written] = name if name not in slots.values() else f"{name}_{len(slots)}"
    return f"{{{slots[written]}}}"


def _name(node: ast.AST) -> str:
    """What a value is best called: the last name in it."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Call):
        args = [_name(arg) for arg in node.args]
        return _name(node.func) if _name(node.func) not in ("len", "join", "replace") else next(filter(None, args), "")
    if isinstance(node, ast.Subscript):
        return _name(node.value)
    return ""


def _named(call: ast.Call) -> str:
    return _name(call.func)


if __name__ == "__main__":
    main(sys.argv[1:])
