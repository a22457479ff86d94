"""Rules of the house that no linter knows."""

import ast
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRODUCT = [p for folder in ("bot", "ingest") for p in sorted((ROOT / folder).rglob("*.py"))]
HEAVY = (
    "fastapi", "babel", "argon2", "authlib", "chromadb", "telegram", "langchain", "torch", "sentence_transformers",
    "tantivy", "sqlalchemy", "alembic",
)  # fmt: skip


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("module", ["bot", "ingest", "bot.__main__", "ingest.__main__"])
def test_importing_a_command_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*sorted(m for m in {HEAVY} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize("package", ["bot", "ingest"])
def test_help_loads_nothing_heavy_and_speaks_dutch(package: str) -> None:
    code = (
        f"import sys, runpy; sys.argv = ['{package}', '--help']\n"
        f"try: runpy.run_module('{package}', run_name='__main__')\n"
        f"finally: print('heavy:', *sorted(m for m in {HEAVY} if m in sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stderr.strip() == "heavy:"
    assert "documenten" in done.stdout


# Where two files may share a library, and why.
SHARED = {
    "fastapi": "the front is a package of its own",
    "starlette": "the front is a package of its own, and the messenger has a small site too",
    "uvicorn": "the web pages, and the small site of the messenger",
    "jinja2": "the web pages, and the page of the refresh",
    "lxml": "web pages, and the XML inside other formats",
    "PIL": "pictures of pages pass between PDF files, picture files and text recognition",
    "pypdfium2": "a PDF page is read as text or shown as a picture",
    "numpy": "vectors pass between the embedder, the index and the composer",
    "rich": "each command line draws its own progress and tables",
    "typer": "one application per command line",
    "pydantic": "settings, and the forms of pages",
    "pydantic_settings": "one settings class per side",
    "sqlalchemy": "the answer log and the passage store are two databases",
    "httpx": "the clients of Chroma and of the model hub let its errors through",
    "httpcore": "the checked network and the request made over it",
    "filelock": "the refresh, the messenger and the file of corrections each have a lock of their own",
    "sentence_transformers": "the neural embedder reads one text, the reranker two",
    "tomlkit": "the list of sources and the file of corrections are written by what reads each",
    "telegram": "the front is a package of its own",
    "torch": "training and the neural embedder",
    "tokenizers": "training and the shipped embedder",
    "safetensors": "training and the shipped embedder",
}


def test_a_library_is_imported_in_one_file() -> None:
    own = {"bot", "ingest", *sys.stdlib_module_names}
    users: dict[str, set[str]] = defaultdict(set)
    for path in PRODUCT:
        if path.is_relative_to(ROOT / "ingest" / "embedding") or path.is_relative_to(ROOT / "bot" / "log"):
            continue  # the training script is a world of its own; the log is one package around one library
        for name in _imports(ast.parse(path.read_text(encoding="utf-8"))):
            if name not in own:
                users[name].add(str(path.relative_to(ROOT)))
    assert {name: files for name, files in users.items() if len(files) > 1 and name not in SHARED} == {}


def test_every_setting_is_explained_in_the_example_file() -> None:
    from bot.settings import BotSettings
    from ingest.settings import IngestSettings

    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    shown = {line.lstrip("# ").split("=")[0] for line in lines if "SAMENWIJS_" in line and "=" in line}
    known = {f"SAMENWIJS_{name.upper()}" for cls in (BotSettings, IngestSettings) for name in cls.model_fields}
    assert shown == known


def test_the_layers_that_a_newcomer_reads_of_are_those_that_are_kept() -> None:
    kept = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"][0]
    sketched = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Layers")[2].partition("\n## ")[0]
    lines = [line.strip().split("  ")[0] for line in sketched.splitlines() if line.startswith("    ")]
    assert lines == kept["layers"]


def test_the_packages_the_users_named_are_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    declared = " ".join(name for group in groups for name in group)
    for name in ("python-telegram-bot", "langchain", "chromadb", "sentence-transformers", "pypdf", "pytest"):
        assert name in declared
    assert "torch" not in " ".join(project["dependencies"])


def test_no_notebooks_and_no_mocks() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert not [name for name in tracked if name.endswith(".ipynb")]
    word = "unittest" + ".mock"
    assert not [p for p in (ROOT / "tests").rglob("*.py") if word in p.read_text(encoding="utf-8")]
