"""The structure of design: who may import whom, one direction and no circle, small files, safe names.

Every rule is a function over sources, so that each can also be shown a tree that breaks it.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import packages_distributions
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parent.parent
LINES = 400
HANDLER_LINES = 120
HEEDS = ("functions", "shared", "infra", "tests")

Sources = Mapping[str, str]  # path from the root: text

# who (a prefix of the module's name): whom of ours it may import. The longest prefix counts.
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "functions": (
        "shared.platforms",
        "shared.aws",
        "shared.classify",
        "shared.domain",
        "shared.errors",
        "shared.observe",
    ),
    "shared.platforms": ("shared.platforms", "shared.domain", "shared.errors", "shared.observe"),
    "shared.aws": ("shared.aws", "shared.domain", "shared.errors", "shared.observe"),
    "shared.classify": ("shared.classify", "shared.domain", "shared.errors", "shared.observe"),
    "shared.domain": ("shared.domain", "shared.errors"),
    "shared.observe": ("shared.errors",),
    "shared.errors": (),
    "shared": (),
    "infra": ("functions", "shared", "infra"),
    "tests": HEEDS,
}

# a dependency that only some may import: which paths may
ONLY_FOR: dict[str, tuple[str, ...]] = {
    "boto3": ("shared/aws/*", "infra/**", "tests/**"),
    "botocore": ("shared/aws/*", "infra/**", "tests/**"),
    "requests": (
        "shared/platforms/http.py",
        "shared/platforms/*/reply.py",
        "functions/desk/session.py",
        "infra/**",
        "tests/**",
    ),
    "requests_oauthlib": ("shared/platforms/http.py", "shared/platforms/*/reply.py", "infra/**", "tests/**"),
    "oauthlib": ("shared/platforms/http.py", "shared/platforms/*/reply.py", "infra/**", "tests/**"),
    "urllib3": ("shared/platforms/http.py", "infra/**", "tests/**"),
    "jinja2": ("functions/desk/*", "infra/**", "tests/**"),
}
DOMAIN_MAY_USE = {"pydantic"}


def sources() -> dict[str, str]:
    """Every Python file of ours."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for folder in HEEDS
        for path in sorted((ROOT / folder).rglob("*.py"))
    }


def module_of(path: str) -> str:
    """`shared.aws.items` of `shared/aws/items.py`; a package's `__init__` is the package."""
    return ".".join(PurePosixPath(path).with_suffix("").parts).removesuffix(".__init__")


def imports(path: str, text: str, known: set[str]) -> Iterator[str]:
    """The modules that a file imports, at whatever depth. Of `from a import b` it is `a.b` where that is a module."""
    package = module_of(path) if path.endswith("__init__.py") else module_of(path).rpartition(".")[0]
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*parents, *([node.module] if node.module else [])])
            for alias in node.names:
                whole = f"{base}.{alias.name}"
                yield whole if whole in known else base


def graph(tree: Sources) -> dict[str, set[str]]:
    """Which module imports which, ours only."""
    known = {module_of(path) for path in tree}
    return {
        module_of(path): {name for name in imports(path, text, known) if name.partition(".")[0] in HEEDS}
        for path, text in tree.items()
    }


def foreign_imports(tree: Sources) -> list[str]:
    """Imports against the direction."""
    faults = []
    for module, imported in graph(tree).items():
        rule = max((prefix for prefix in MAY_IMPORT if _within(module, prefix)), key=len)
        allowed = MAY_IMPORT[rule]
        step = ".".join(module.split(".")[:2]) if rule == "functions" else None
        for name in sorted(imported):
            if not any(_within(name, prefix) for prefix in (*allowed, *([step] if step else []))):
                faults.append(f"{module} imports {name}")
    return faults


def strange_platforms(tree: Sources) -> list[str]:
    """A platform's folder that imports another's: what two share stands beside the folders."""
    folders = {PurePosixPath(path).parts[2] for path in tree if re.match(r"shared/platforms/\w+/", path)}
    faults = []
    for module, imported in graph(tree).items():
        own = module.split(".")[2] if module.startswith("shared.platforms.") else ""
        others = folders - {own} if own in folders or module.startswith("shared.") else set()
        faults += [
            f"{module} imports {name}"
            for name in sorted(imported)
            if name.startswith("shared.platforms.") and name.split(".")[2] in others
        ]
    return faults


def misplaced_dependencies(tree: Sources) -> list[str]:
    """Dependencies that only some places may use, and what the domain must do without."""
    known = {module_of(path) for path in tree}
    faults = []
    for path, text in tree.items():
        for name in sorted({name.partition(".")[0] for name in imports(path, text, known)}):
            allowed = ONLY_FOR.get(name)
            if allowed is not None and not any(_fits(path, pattern) for pattern in allowed):
                faults.append(f"{path} imports {name}")
            if path.startswith("shared/domain/") and not (
                name in sys.stdlib_module_names or name in HEEDS or name in DOMAIN_MAY_USE
            ):
                faults.append(f"{path} imports {name}")
    return faults


def circles(tree: Sources) -> list[str]:
    """Modules that import themselves by way of others. A package's `__init__` counts as a module of its own."""
    edges = graph(tree)
    done: set[str] = set()
    found: list[str] = []

    def visit(module: str, way: list[str]) -> None:
        if module in way:
            found.append(" -> ".join([*way[way.index(module) :], module]))
            return
        if module in done:
            return
        for name in sorted(edges.get(module, ())):
            visit(name, [*way, module])
        done.add(module)

    for module in sorted(edges):
        visit(module, [])
    return found


def long_files(tree: Sources) -> list[str]:
    return [
        f"{path} has {lines} lines"
        for path, text in tree.items()
        if (lines := text.count("\n")) > (HANDLER_LINES if re.fullmatch(r"functions/\w+/handler.py", path) else LINES)
    ]


def swallowed_dependencies(paths: list[str], dependencies: set[str]) -> list[str]:
    """Folders and modules in shared/ named like a dependency: the build of the layer loses that dependency."""
    return [
        path
        for path in paths
        if path.startswith("shared/") and {PurePosixPath(part).stem for part in path.split("/")[1:]} & dependencies
    ]


def layer_dependencies() -> set[str]:
    """The names under which the layer's packages are imported, and their own names."""
    text = (ROOT / "shared" / "requirements.txt").read_text(encoding="utf-8")
    listed = {name.replace("-", "_") for name in re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE)}
    imported = {
        name
        for name, owners in packages_distributions().items()
        if listed & {o.lower().replace("-", "_") for o in owners}
    }
    return listed | imported


def _within(module: str, prefix: str) -> bool:
    return module == prefix or module.startswith(f"{prefix}.")


def _fits(path: str, pattern: str) -> bool:
    return path.startswith(pattern.removesuffix("**")) if pattern.endswith("**") else PurePosixPath(path).match(pattern)


RULES = (foreign_imports, strange_platforms, misplaced_dependencies, circles, long_files)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_tree_keeps_the_rule(rule) -> None:
    assert rule(sources()) == []


def test_no_name_in_shared_is_that_of_a_dependency() -> None:
    dependencies = layer_dependencies()
    assert {"requests", "pydantic", "aws_lambda_powertools", "jinja2"} <= dependencies
    assert swallowed_dependencies(sorted(sources()), dependencies) == []
    assert swallowed_dependencies(["shared/requests/__init__.py"], dependencies)
    assert swallowed_dependencies(["shared/platforms/idna.py"], dependencies)


BROKEN = [
    (foreign_imports, {"functions/ingest/receive.py": "import functions.desk.pages\n"}),
    (foreign_imports, {"functions/ingest/receive.py": "from functions.desk import pages\n"}),
    (foreign_imports, {"shared/aws/items.py": "from shared.platforms import registry\n"}),
    (foreign_imports, {"shared/platforms/x/reply.py": "def f():\n    from shared.classify.assess import assess\n"}),
    (foreign_imports, {"shared/domain/case.py": "import shared.aws.items\n"}),
    (foreign_imports, {"shared/domain/case.py": "from ..aws import items\n"}),
    (foreign_imports, {"shared/domain/case.py": "from shared import observe\n", "shared/observe.py": ""}),
    (foreign_imports, {"shared/aws/items.py": "from infra.template import load\n"}),
    (foreign_imports, {"infra/cli.py": "import tests.support\n"}),
    (
        strange_platforms,
        {"shared/platforms/x/reply.py": "", "shared/platforms/y/reply.py": "import shared.platforms.x.reply\n"},
    ),
    (
        strange_platforms,
        {"shared/platforms/x/reply.py": "", "shared/platforms/http.py": "import shared.platforms.x.reply\n"},
    ),
    (misplaced_dependencies, {"functions/ingest/receive.py": "import boto3\n"}),
    (misplaced_dependencies, {"shared/domain/case.py": "from botocore.config import Config\n"}),
    (misplaced_dependencies, {"shared/platforms/x/webhook.py": "import requests\n"}),
    (misplaced_dependencies, {"shared/domain/case.py": "import yaml\n"}),
    (misplaced_dependencies, {"functions/reply/send.py": "from jinja2 import Template\n"}),
    (
        circles,
        {
            "shared/a.py": "import shared.b\n",
            "shared/b.py": "from shared import c\n",
            "shared/c.py": "import shared.a\n",
        },
    ),
    (long_files, {"infra/cli.py": "x = 1\n" * 401}),
    (long_files, {"functions/desk/handler.py": "x = 1\n" * 121}),
]


@pytest.mark.parametrize(("rule", "tree"), BROKEN)
def test_the_rule_finds_what_breaks_it(rule, tree: Sources) -> None:
    assert rule(tree)


def test_every_rule_is_shown_something_broken() -> None:
    assert {rule for rule, _tree in BROKEN} == set(RULES)


# A step loads what it needs. Ingest and its first answer have the platforms' shortest deadlines.
HEAVY = ("requests", "jinja2", "pydantic", "numpy", "aws_lambda_powertools", "shared.classify", "tests", "infra")


def loaded(code: str) -> set[str]:
    """Which of the heavy modules are loaded after this code, in a process of its own."""
    ask = f"{code}\nimport sys; print(*(name for name in {HEAVY!r} if name in sys.modules))"
    ran = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(ran.stdout.split())


def test_ingest_loads_no_sender_no_framework_and_no_classifier() -> None:
    code = "import functions.ingest.handler\nfrom shared.platforms import registry\n"
    each = "for name in registry.PLATFORMS: registry.webhook(name); registry.card(name)"
    assert loaded(code + each) == set()


def test_a_heavy_import_would_be_seen() -> None:
    assert loaded("import functions.ingest.handler, requests") == {"requests"}


def test_ingest_loads_only_the_platform_that_is_addressed() -> None:
    ask = "import sys; print(*(name for name in sys.modules if name.startswith('shared.platforms.x.')))"
    code = f"from shared.platforms import registry; registry.webhook('standard_webhooks'); {ask}"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert ran.stdout.split() == []
