"""`engine = "llm"` on the command line: a model on loopback writes, and the version says so."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.builders import rss
from tests.library import BRIDGE
from tests.llm_server import ModelServer, gives, obedient
from tests.shell import Shell
from tracker.model import Entry
from tracker.selftest.servers import Site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = "sk-very-secret-0123456789"
NOW = "2026-05-04T09:00Z"


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        entries = [
            Entry(title, running.url(f"/{number}"), f"urn:{number}", text)
            for number, (_, title, text) in enumerate(BRIDGE[:2])
        ]
        running.serve("/wire.xml", rss(entries))
        yield running


def configure(shell: Shell, text: str) -> Shell:
    config = f'engine = "llm"\n[poll]\npause_seconds = 0\n{text}'
    (shell.folder / "config.toml").write_text(config, encoding="utf-8")
    return shell


def shown(shell: Shell) -> dict[str, object]:
    page: dict[str, object] = shell.json("show", "orrin")
    return page


def test_a_poll_writes_with_the_model_and_the_page_says_so(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODELS_KEY", KEY)
    with ModelServer(obedient) as model:
        shell = configure(
            Shell(tmp_path / "data"),
            f'[llm]\nmodel = "small-one"\nbase_url = "{model.url}"\napi_key_env = "MODELS_KEY"\n',
        )
        shell.run("add", site.url("/wire.xml"), "--now", NOW)
        page = shown(shell)
        text = shell.run("show", "orrin")
        assert {request.headers["authorization"] for request in model.asked} == {f"Bearer {KEY}"}
    assert page["engine"] == "llm small-one"
    account = page["account"]
    assert isinstance(account, dict)
    assert account["model"] == "small-one"
    assert sum(section["written"] for section in account["sections"]) > 0
    assert "llm small-one" in text
    assert "by small-one:" in text
    files = [path for path in shell.folder.rglob("*") if path.is_file()]
    assert files
    assert not any(KEY.encode() in path.read_bytes() for path in files)


def test_a_server_that_fails_leaves_a_dossier_and_the_reason_on_the_page(tmp_path: Path, site: Site) -> None:
    with ModelServer(obedient, always=gives(503)) as model:
        shell = configure(Shell(tmp_path / "data"), f'[llm]\nmodel = "small-one"\nbase_url = "{model.url}"\n')
        shell.run("add", site.url("/wire.xml"), "--now", NOW)
    text = shell.run("show", "orrin")
    assert "The model's server answered 503" in text.replace("’", "'").replace("\n", " ")
    assert shown(shell)["sections"]


def test_another_engine_makes_a_version_with_that_reason_once(tmp_path: Path, site: Site) -> None:
    shell = Shell(tmp_path / "data")
    shell.run("add", site.url("/wire.xml"), "--now", NOW)
    with ModelServer(obedient) as model:
        configure(shell, f'[llm]\nmodel = "small-one"\nbase_url = "{model.url}"\n')
        shell.run("rebuild", "orrin")
        asked = len(model.asked)
        shell.run("rebuild", "orrin")
        assert len(model.asked) == asked > 0
    history = shell.json("history", "orrin")
    assert [(row["engine"], row["reason"]) for row in history][-2:] in (
        [("extractive", "articles"), ("llm small-one", "engine")],
        [("llm small-one", "engine"), ("extractive", "articles")],
    )
    assert len(history) == 2


def test_an_engine_without_a_model_is_refused_with_the_way_out(tmp_path: Path) -> None:
    shell = configure(Shell(tmp_path / "data"), "")
    done = shell.done("stories")
    assert done.returncode == 2
    assert "needs `model` under [llm]" in done.stderr


def test_the_library_is_loaded_only_when_a_model_is_asked(tmp_path: Path) -> None:
    configure(Shell(tmp_path / "data"), '[llm]\nmodel = "small-one"\n')
    script = (
        "import sys\nfrom tracker.cli import run\n"
        f"run(['--data', {str(tmp_path / 'data')!r}, 'stories'])\n"
        "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import json\n{script}"], capture_output=True, text=True, check=True
    )
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert not {"pydantic_ai", "pydantic", "openai", "httpx2"} & loaded


def test_what_a_model_did_for_a_version_goes_out_and_in_with_its_story(tmp_path: Path, site: Site) -> None:
    with ModelServer(obedient) as model:
        shell = configure(Shell(tmp_path / "data"), f'[llm]\nmodel = "small-one"\nbase_url = "{model.url}"\n')
        shell.run("add", site.url("/wire.xml"), "--now", NOW)
    before = shown(shell)["account"]
    saved = tmp_path / "orrin.json"
    shell.run("save", "orrin", "--format", "json", "-o", str(saved))
    other = Shell(tmp_path / "other")
    other.run("import", str(saved))
    assert shown(other)["account"] == before is not None
