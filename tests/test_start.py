"""The one command: what it checks, what it remembers, what it starts and how it stops."""

import importlib.util
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parent.parent
SETTLED_BY_START = (
    "MODE",
    "DATABASE_URL",
    "MIGRATE_DATABASE_URL",
    "REDIS_URL",
    "EMAIL_URL",
    "DATA_DIR",
    "PORT",
    "SITE_URL",
)


@pytest.fixture
def start(tmp_path):
    """start.py as a module, with a folder of its own in place of the repository."""
    specification = importlib.util.spec_from_file_location("start", ROOT / "start.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    module.ROOT, module.VENV = tmp_path, tmp_path / ".venv"
    return module


@pytest.fixture
def listener():
    """A port that something else already listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def script(text):
    return [sys.executable, "-c", text]


# -- port and folder ---------------------------------------------------------------------------------------------------


def test_a_taken_port_is_told_with_a_way_out(start, listener):
    with pytest.raises(SystemExit) as refusal:
        start.refuse_taken_port(listener)
    assert f"Poort {listener} is al in gebruik" in str(refusal.value)
    assert f"PORT={listener + 1} python3 start.py" in str(refusal.value)


def test_a_port_bound_but_not_yet_answering_is_taken_too(start):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(0)
        with pytest.raises(SystemExit, match="al in gebruik"):
            start.refuse_taken_port(silent.getsockname()[1])


def test_a_free_port_is_no_problem(start):
    start.refuse_taken_port(free_port())


def test_the_highest_port_does_not_suggest_an_impossible_one(start):
    assert "PORT=8000" in start.taken_sentence(65535)


@pytest.mark.parametrize("text", ["abc", "0", "65536", "-1", "80.5", "８０００ "])
def test_a_port_that_is_no_port_is_told(start, text):
    with pytest.raises(SystemExit, match="is geen poort"):
        start.chosen_port({"PORT": text})


@pytest.mark.parametrize(("environ", "port"), [({}, 8000), ({"PORT": ""}, 8000), ({"PORT": "8123"}, 8123)])
def test_the_port_comes_from_the_environment(start, environ, port):
    assert start.chosen_port(environ) == port


def test_data_lands_in_var_unless_another_folder_is_named(start, tmp_path):
    assert start.data_dir({}) == tmp_path / "var"
    assert start.data_dir({"DATA_DIR": str(tmp_path / "map é")}) == tmp_path / "map é"


def test_processes_hear_an_absolute_folder_and_keep_what_was_set(start, tmp_path):
    env = start.environment({"EMAIL_URL": "smtp://x"}, 8123, tmp_path)
    assert env["PORT"] == "8123"
    assert Path(env["DATA_DIR"]).is_absolute()
    assert env["EMAIL_URL"] == "smtp://x"
    assert "SITE_URL" not in env, "in production a missing SITE_URL must stay a refusal to start"


@pytest.mark.parametrize(
    ("environ", "embedded"),
    [
        ({}, True),
        ({"DATABASE_URL": "postgres://x"}, False),
        ({"MODE": "production"}, False),
        ({"MODE": "embedded", "DATABASE_URL": "postgres://x"}, True),
    ],
)
def test_invented_people_are_only_for_the_trial_mode(start, environ, embedded):
    assert start.is_embedded(environ) is embedded


# -- what is remembered ------------------------------------------------------------------------------------------------


def venv_of_this_python(start):
    start.VENV.symlink_to(sys.prefix)
    start.PYTHON = start.VENV / "bin" / "python"


def test_a_lock_is_installed_once_and_again_after_a_change(start, tmp_path, monkeypatch):
    venv_of_this_python(start)
    monkeypatch.setattr(start, "stamp_file", lambda requirements: tmp_path / f"installed-{requirements.stem}")
    lock = tmp_path / "requirements.txt"
    lock.write_text("one==1\n")
    assert not start.is_installed(lock)
    start.stamp_file(lock).write_text(start.stamp(lock))
    assert start.is_installed(lock)
    lock.write_text("one==2\n")
    assert not start.is_installed(lock)


def test_a_venv_that_no_longer_runs_is_not_trusted(start, tmp_path):
    start.PYTHON = tmp_path / ".venv" / "bin" / "python"
    assert start.venv_version() == ""
    assert not start.venv_works()


def test_static_files_are_collected_again_when_one_changes(start, tmp_path):
    (tmp_path / "requirements.txt").write_text("x")
    sheet = tmp_path / "static" / "css" / "base.css"
    sheet.parent.mkdir(parents=True)
    sheet.write_text("a{}")
    before = start.static_fingerprint()
    assert start.static_fingerprint() == before
    sheet.write_text("b{color:red}")
    assert start.static_fingerprint() != before


def test_only_our_own_files_are_linted_and_watched(start, tmp_path):
    for folder in ("tables/templates/tables", ".venv/lib/x/templates", "data/templates"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "page.html").write_text("")
    (tmp_path / "tables" / "__init__.py").write_text("")
    assert start.own_files("templates", "*.html") == [tmp_path / "tables/templates/tables/page.html"]


# -- what is printed ---------------------------------------------------------------------------------------------------

CLM = {
    "address": "clm@voorbeeld.nl",
    "password": "p",
    "role": "clm",
    "organisation": "Café",
    "totp_secret": "JBSWY3DPEHPK3PXP",
}


def test_the_accounts_stand_in_columns(start):
    lines = start.accounts_table([CLM, {**CLM, "address": "a@b.nl", "organisation": None}])
    assert [line.index("p  ") for line in lines[1:]] == [lines[0].index("wachtwoord")] * 2
    assert lines[2].endswith("–")


def test_the_welcome_names_accounts_code_and_address(start, capsys):
    start.welcome([CLM], 8123)
    shown = capsys.readouterr().out
    assert "clm@voorbeeld.nl" in shown
    assert "start.py code" in shown
    assert "Open http://localhost:8123" in shown


def test_the_code_is_that_of_the_standard(start):
    """RFC 6238 appendix B, SHA-1, the last six of its eight digits."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert [start.totp(secret, moment) for moment in (59, 1111111109, 20000000000)] == ["287082", "081804", "353130"]


def test_a_code_is_shown_for_the_named_account_only(start, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    start.accounts_file(tmp_path).write_text(json.dumps([CLM, {**CLM, "address": "regio@voorbeeld.nl"}]))
    assert start.code(["regio@voorbeeld.nl"]) == 0
    assert "clm@" not in capsys.readouterr().out
    assert start.code(["niemand@voorbeeld.nl"]) == 1


def test_an_unknown_word_gets_the_usage_and_a_failure(start, capsys):
    assert start.main(["help"]) == 0
    assert start.main(["strat"]) == 2
    assert capsys.readouterr().out.count("python3 start.py test") == 2


def test_the_exit_code_of_the_tests_is_that_of_the_first_failure_and_all_are_run(start, monkeypatch, capfd):
    monkeypatch.setattr(start, "install", lambda requirements: None)
    found = {
        name: script(f"import sys; print('{name} ran'); sys.exit({code})")
        for name, code in {"lint": 0, "format": 3, "tests": 1}.items()
    }
    monkeypatch.setattr(start, "checks", lambda arguments: found)
    assert start.test([]) == 3
    assert "tests ran" in capfd.readouterr().out


def test_tests_get_a_folder_of_their_own_that_is_gone_afterwards(start, monkeypatch, capfd):
    monkeypatch.setattr(start, "install", lambda requirements: None)
    tells = script("import os; print('folder:', os.environ['DATA_DIR'], os.environ['MODE'])")
    monkeypatch.setattr(start, "checks", lambda arguments: {"tests": tells})
    assert start.test([]) == 0
    folder, mode = capfd.readouterr().out.partition("folder: ")[2].split()
    assert mode == "test"
    assert not Path(folder).exists()


# -- the processes -----------------------------------------------------------------------------------------------------


def test_three_processes_make_the_portal(start, tmp_path):
    commands = start.processes(8123, tmp_path)
    assert list(commands) == ["web", "worker", "beat"]
    assert "--listen=127.0.0.1:8123" in commands["web"], "reachable from this machine only"
    assert f"--schedule={tmp_path / 'beat-schedule'}" in commands["beat"], "the clock's memory lies with the data"


def test_one_that_dies_takes_the_others_down(start, tmp_path):
    alive = tmp_path / "alive"
    stays = f"import os, pathlib, time; pathlib.Path({str(alive)!r}).write_text(str(os.getpid())); time.sleep(60)"
    dies = f"import pathlib, sys, time\nwhile not pathlib.Path({str(alive)!r}).exists(): time.sleep(.05)\nsys.exit(3)"
    with pytest.raises(SystemExit, match=r"'worker' is gestopt \(code 3\)"):
        start.run_all({"web": script(stays), "worker": script(dies)}, dict(os.environ), lambda: True)
    assert is_gone(int(alive.read_text()))


@pytest.mark.faults
def test_one_that_will_not_stop_is_ended_with_what_it_started(start, tmp_path):
    start.PATIENCE = 1
    pids = tmp_path / "pids"
    stubborn = (
        "import os, pathlib, signal, subprocess, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
        f"pathlib.Path({str(pids)!r}).write_text(f'{{os.getpid()}} {{child.pid}}'); time.sleep(60)"
    )
    child = start.launch(script(stubborn), dict(os.environ))
    wait_until(lambda: pids.is_file() and pids.read_text())
    start.stop([child])
    assert [is_gone(int(pid)) for pid in pids.read_text().split()] == [True, True]


def is_gone(pid):
    """True when no process has this id, or only its entry waits for a parent that left."""
    return wait_until(lambda: state(pid) in ("gone", psutil.STATUS_ZOMBIE), 2)


def state(pid):
    try:
        return psutil.Process(pid).status()
    except psutil.NoSuchProcess:
        return "gone"


def wait_until(condition, seconds=30):
    """Wait for a condition; True when it came, False when time was up."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False


# -- a newcomer --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """What a clone holds, in a folder whose name has a space and an accent, with an empty home beside it."""
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("this folder is no git clone, so what a clone holds is not known")
    folder = tmp_path_factory.mktemp("een") / "Mijn leerlandschap café"
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    (folder.parent / "home").mkdir()
    return folder


# That of the machine, as a newcomer has it: the one that runs the tests may lack pip.
MACHINES_PYTHON = sys._base_executable


class Portal:
    """A portal started by the one command, as a newcomer would."""

    def __init__(self, folder):
        self.port, self.folder, self.log = free_port(), folder, folder.parent / "log"
        env = {name: value for name, value in os.environ.items() if name not in SETTLED_BY_START}
        env.pop("DJANGO_SETTINGS_MODULE", None)
        env |= {"PORT": str(self.port), "HOME": str(folder.parent / "home")}
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [MACHINES_PYTHON, "start.py"], cwd=folder, env=env, stdout=log, stderr=log, start_new_session=True
            )

    def comes_up(self, seconds):
        """True when the first page answers 200 in time and the address was printed."""
        return wait_until(lambda: self.process.poll() is not None or self.status("/") == 200, seconds) and wait_until(
            lambda: f"Open http://localhost:{self.port}" in self.said(), 10
        )

    def open(self, path):
        return urllib.request.urlopen(f"http://localhost:{self.port}{path}", timeout=20)

    def status(self, path):
        try:
            return self.open(path).status
        except urllib.error.HTTPError as refusal:
            return refusal.code
        except OSError:
            return 0

    def links(self, path):
        """The addresses of our own that a page leads to or needs."""
        return set(re.findall(r'(?:href|src)="(/[^"#]*)', self.open(path).read().decode()))

    def said(self):
        return self.log.read_text(encoding="utf-8")

    def children(self):
        return {" ".join(child.cmdline()): child.pid for child in psutil.Process(self.process.pid).children()}

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)


@pytest.fixture
def portal(clone):
    """Start a portal in the clone; whatever the test did, nothing of it runs afterwards."""
    portal = Portal(clone)
    yield portal
    portal.stop()


@pytest.fixture(scope="module")
def used_clone(clone):
    """A clone whose portal was started before."""
    if not (clone / "var" / "demo-accounts.json").exists():
        portal = Portal(clone)
        try:
            assert portal.comes_up(420), portal.said()
        finally:
            portal.stop()
    return clone


@pytest.mark.faults
def test_a_newcomer_starts_the_portal_and_stops_it_with_one_key(portal, clone):
    assert portal.comes_up(420), portal.said()
    assert "gemeente@voorbeeld.nl" in portal.said()
    assert (clone / "var").is_dir()
    answers = {link: portal.status(link) for link in portal.links("/")}
    assert len(answers) > 10
    assert {link: status for link, status in answers.items() if status != 200} == {}
    children = portal.children()
    assert len(children) == 3, portal.said()
    portal.process.send_signal(signal.SIGINT)
    assert portal.process.wait(30) == 0, portal.said()
    assert all(is_gone(pid) for pid in children.values())
    assert "Gestopt." in portal.said()


@pytest.mark.faults
def test_a_second_start_takes_seconds_and_installs_and_loads_nothing(used_clone, portal):
    assert portal.comes_up(60), portal.said()
    assert "installeren" not in portal.said()
    assert "Proefgegevens" not in portal.said()
    assert "gemeente@voorbeeld.nl" in portal.said(), "who can sign in is told again"


@pytest.mark.faults
def test_when_the_worker_is_killed_everything_stops_and_says_why(used_clone, portal):
    assert portal.comes_up(60), portal.said()
    children = portal.children()
    os.kill(next(pid for command, pid in children.items() if " worker " in command), signal.SIGKILL)
    assert portal.process.wait(30) == 1
    assert "'worker' is gestopt" in portal.said()
    assert all(is_gone(pid) for pid in children.values())
