"""The direction of the imports is the architecture: each app may use what stands to its left, and nothing else."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LINE = ["leerlandschap.commons", "leerlandschap.network", "tables", "signals", "monitoring", "newsletter"]
PROJECT = "leerlandschap"
# Mailed to everyone: it may know of experiences only as published totals, through monitoring.
NEVER = {"newsletter": {"signals"}}
# Inside an app, from the ground up; a file may use floors below its own and its own.
FLOORS = [
    {"models", "workflow", "figures", "roles"},
    {
        "flows",
        "forms",
        "letters",
        "panels",
        "moments",
        "news",
        "parcels",
        "search",
        "thread",
        "handover",
        "admin",
        "tidy",
        "tools",
    },
    {"tasks", "views"},
    {"urls"},
]
FORBIDDEN_NAMES = {"signals.py", "utils.py", "helpers.py", "mixins.py", "services.py"}


def sources(package: str) -> list[Path]:
    return [path for path in (ROOT / package.replace(".", "/")).rglob("*.py") if "migrations" not in path.parts]


def imports(path: Path) -> set[str]:
    """Every module that a file imports, wherever in the file."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def package_of(module: str) -> str | None:
    """Which of our packages a module belongs to; the project package itself when it is none of the line."""
    for package in LINE:
        if module == package or module.startswith(package + "."):
            return package
    return PROJECT if module == PROJECT or module.startswith(PROJECT + ".") else None


@pytest.mark.parametrize("package", LINE)
def test_an_app_imports_only_what_stands_to_its_left(package):
    allowed = set(LINE[: LINE.index(package) + 1]) - NEVER.get(package, set())

    wrong = {
        f"{path.relative_to(ROOT)} imports {module}"
        for path in sources(package)
        for module in imports(path)
        if package_of(module) is not None and package_of(module) not in allowed
    }

    assert not wrong


def test_the_project_package_imports_no_app():
    ours = list((ROOT / PROJECT).glob("*.py"))

    wrong = {
        f"{path.name} imports {module}"
        for path in ours
        for module in imports(path)
        if package_of(module) not in {None, PROJECT}
    }

    assert ours
    assert not wrong


def floor_of(package: str, module: str) -> int | None:
    """On which floor of its app a module stands, or None for what has no fixed place."""
    parts = module.removeprefix(package + ".").split(".")
    return next((number for number, names in enumerate(FLOORS) if parts[0] in names), None)


@pytest.mark.parametrize("package", LINE[1:])
def test_inside_an_app_every_arrow_points_down(package):
    wrong = set()
    for path in sources(package):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        own = floor_of(package, module)
        for other in imports(path):
            if package_of(other) == package and own is not None and (floor_of(package, other) or 0) > own:
                wrong.add(f"{module} imports {other}")

    assert not wrong


def test_no_module_is_a_drawer():
    found = [path for package in LINE for path in sources(package) if path.name in FORBIDDEN_NAMES]

    assert not found


def test_every_module_says_what_it_is_for():
    silent = [
        str(path.relative_to(ROOT))
        for package in [PROJECT, *LINE[2:]]
        for path in sources(package)
        if path.read_text().strip() and not ast.get_docstring(ast.parse(path.read_text()))
    ]

    assert not silent


def test_the_rule_sees_an_arrow_that_points_up(tmp_path):
    offender = tmp_path / "flows.py"
    offender.write_text("def late():\n    from monitoring.models import Indicator\n")

    assert {package_of(module) for module in imports(offender)} == {"monitoring"}
