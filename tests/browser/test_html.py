"""The HTML of every page by the Nu checker: one run of Java over all of them."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.test import Client

from tests.browser.conftest import signed_in
from tests.browser.pages import PAGES

JAR = os.environ.get("VNU_JAR", "")
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not (JAR and Path(JAR).is_file()), reason="no Nu checker: name vnu.jar with VNU_JAR"),
    pytest.mark.skipif(not shutil.which("java"), reason="no Java for the Nu checker"),
]

# Sent wrong, these come back with what is wrong in them.
SENT_WRONG = [
    "signup as visitor",
    "account-request as visitor",
    "newsletter-subscribe as visitor",
    "account_login as visitor",
]


def save_pages(folder: Path, world) -> None:
    """Write what the portal answers to each of the pages to a file that is called like the page."""
    browsers = {None: Client()}
    for sight in PAGES:
        account = sight.account(world)
        browser = browsers.get(account) or browsers.setdefault(account, signed_in(account))
        path = sight.path(world)
        save(folder, str(sight), browser.get(path, follow=True))
        if str(sight) in SENT_WRONG:
            save(folder, f"{sight}, sent wrong", browser.post(path, {}))


def save(folder: Path, name: str, response) -> None:
    assert response["Content-Type"].startswith("text/html"), name
    (folder / f"{re.sub(r'[^a-zA-Z0-9_, -]', '.', name)}.html").write_bytes(response.content)


def complaints(folder: Path) -> list[str]:
    """What the checker calls an error in the files of the folder."""
    command = ["java", "-Xmx512m", "-jar", JAR, "--errors-only", "--format", "json", "--stdout", "--exit-zero-always"]
    answer = subprocess.run([*command, str(folder)], capture_output=True, text=True, timeout=240)
    assert answer.stdout, answer.stderr
    return [in_words(one) for one in json.loads(answer.stdout)["messages"]]


def in_words(one: dict) -> str:
    page = Path(one["url"]).stem.replace("%20", " ")
    return f"{page} line {one.get('lastLine')}: {one['message']} … {one.get('extract', '')[:160]!r}"


def test_no_page_has_an_error_in_its_html(stage, tmp_path):
    save_pages(tmp_path, stage)
    assert len(list(tmp_path.iterdir())) == len(PAGES) + len(SENT_WRONG)
    wrong = complaints(tmp_path)
    assert not wrong, "\n".join(wrong)


def test_the_checker_tells(tmp_path):
    (tmp_path / "wrong.html").write_text("<!doctype html><html lang=nl><title>x</title><p><div>x</div></p>")
    assert any("p" in one for one in complaints(tmp_path))
