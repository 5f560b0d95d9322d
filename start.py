"""Two commands that need Python 3.11 and nothing else: `start.py` runs the portal, `start.py test` its tests."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
PATIENCE = 15  # seconds a process gets to stop by itself

USAGE = """\
python3 start.py                     zet alles klaar en start het portaal (stop met Ctrl-C)
python3 start.py test [wat]          controleert de code en draait de tests; [wat] gaat naar pytest
python3 start.py code [e-mailadres]  toont de inlogcode (tweede stap) van een proefaccount
python3 start.py help                toont deze uitleg

PORT      de poort van het portaal (nu 8000)
DATA_DIR  de map voor gegevens (nu var/); gooi die map weg om opnieuw te beginnen"""


# -- the words on the screen ------------------------------------------------------------------------------------------


def say(text=""):
    """Print one line at once, also when the terminal knows fewer characters than we do."""
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "replace").decode(encoding), flush=True)


def step(text, *command, env=None):
    """Run one command under a progress line and give its output; on failure show it and end with a sentence."""
    say(f"· {text} …")
    result = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, encoding="utf-8")
    if result.returncode:
        raise SystemExit(
            f"{result.stdout}{result.stderr}\nDit lukte niet: {text.lower()}. Wat er misging staat hierboven."
        )
    return result.stdout


def accounts_table(accounts):
    """Give the demo accounts as lines of text, one an account, columns aligned."""
    rows = [("e-mailadres", "wachtwoord", "rol", "organisatie")]
    rows += [
        tuple(str(account.get(key) or "–") for key in ("address", "password", "role", "organisation"))
        for account in accounts
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return [f"  {line.rstrip()}" for line in lines]


def welcome(accounts, port):
    """Print who can sign in and where."""
    if accounts:
        say("\nProefaccounts (verzonnen mensen):")
        for line in accounts_table(accounts):
            say(line)
        if any(account.get("totp_secret") for account in accounts):
            say("Vraagt het portaal een code? Die toont: python3 start.py code e-mailadres")
    say(f"\nOpen http://localhost:{port}  (stoppen: Ctrl-C)")


# -- the environment --------------------------------------------------------------------------------------------------


def chosen_port(environ):
    """Give the port from PORT, 8000 without; end with a sentence when it is no port."""
    text = environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise SystemExit(
            f"PORT={text} is geen poort. Kies een getal van 1024 tot en met 65535, bijvoorbeeld PORT=8001."
        )
    return int(text)


def data_dir(environ):
    """Give the folder for everything the portal keeps: DATA_DIR, or var/ beside this file."""
    return Path(environ.get("DATA_DIR") or ROOT / "var").expanduser().resolve()


def is_embedded(environ):
    """True for the trial mode, in which the demo is loaded; the settings decide in the same way."""
    return (environ.get("MODE") or ("production" if "DATABASE_URL" in environ else "embedded")) == "embedded"


def environment(environ, port, data):
    """Give the environment of every process we start: what was there, with port and folder settled."""
    return {**environ, "PORT": str(port), "DATA_DIR": str(data), "PYTHONUNBUFFERED": "1"}


def refuse_taken_port(port):
    """End with a sentence when something already answers at this port, or when we may not listen there."""
    for address in ("127.0.0.1", "::1"):
        if answers(port, address):
            raise SystemExit(taken_sentence(port))
    try:
        with socket.socket() as probe:
            if os.name != "nt":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
    except PermissionError:
        raise SystemExit(
            f"Poort {port} mag je niet gebruiken. Kies er een boven 1023: PORT=8001 python3 start.py"
        ) from None
    except OSError:
        raise SystemExit(taken_sentence(port)) from None


def taken_sentence(port):
    """Give the sentence for a port in use, with a way out."""
    other = port + 1 if port < 65535 else 8000
    return (
        f"Poort {port} is al in gebruik: misschien draait het portaal al op http://localhost:{port}. "
        f"Stop dat programma, of kies een andere poort: PORT={other} python3 start.py"
    )


def answers(port, address="127.0.0.1"):
    """True when something accepts a connection at this port."""
    try:
        with socket.create_connection((address, port), timeout=1):
            return True
    except OSError:
        return False


# -- installing -------------------------------------------------------------------------------------------------------


def install(requirements):
    """Bring the packages of a lock file into .venv, checked by hash; return at once when they are there already."""
    if is_installed(requirements):
        return
    if not (venv_works() and installers()):
        make_venv()
    say(f"· Pakketten installeren uit {requirements.name} (de eerste keer een halve minuut) …")
    wanted = ["-q", "--only-binary", ":all:", "--require-hashes", "-r", str(requirements)]
    for command in installers():
        result = subprocess.run([*command, *wanted], env=quiet_pip(), capture_output=True, text=True)
        if result.returncode == 0:
            stamp_file(requirements).write_text(stamp(requirements))
            return
    raise SystemExit(f"{result.stdout}{result.stderr}\nDe pakketten konden niet worden geïnstalleerd. Is er internet?")


def stamp(requirements):
    """Give what stands for an installed lock: its sha256 and the Python of .venv, as either can change."""
    return f"{hashlib.sha256(requirements.read_bytes()).hexdigest()} {venv_version()}"


def stamp_file(requirements):
    """Give the file in .venv that remembers which lock was installed."""
    return VENV / f"installed-{requirements.stem}"


def is_installed(requirements):
    """True when this very lock was installed in a .venv that still works."""
    remembered = stamp_file(requirements)
    return venv_works() and remembered.is_file() and remembered.read_text() == stamp(requirements)


def venv_version():
    """Give the version of the Python in .venv, empty when there is none or it no longer runs."""
    try:
        return subprocess.run(
            [PYTHON, "-c", "import sys; print(sys.version)"], capture_output=True, text=True
        ).stdout.strip()
    except OSError:
        return ""


def venv_works():
    """True when .venv has a Python that runs and sees its own packages folder."""
    version = ".".join(venv_version().split(".")[:2])
    return bool(version) and (os.name == "nt" or (VENV / "lib" / f"python{version}").is_dir())


def make_venv():
    """Make .venv anew: with uv, else with Python's venv, else without pip when this Python lacks it."""
    say("· Eigen Python-omgeving maken in .venv …")
    attempts = [
        [sys.executable, "-m", "venv", "--clear", str(VENV)],
        [sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)],
    ]
    if shutil.which("uv"):
        attempts.insert(0, ["uv", "venv", "-q", "--clear", "--no-project", "--python", sys.executable, str(VENV)])
    for command in attempts:
        if runs(*command) and venv_works() and installers():
            return
    raise SystemExit("Deze Python mist pip. Op Debian of Ubuntu: sudo apt install python3-venv (of installeer uv).")


def installers():
    """Give the commands that can install into .venv, fastest first."""
    found = [["uv", "pip", "install", "--python", str(PYTHON)]] if shutil.which("uv") else []
    if runs(str(PYTHON), "-m", "pip", "--version"):
        found.append([str(PYTHON), "-m", "pip", "install"])
    elif runs(sys.executable, "-m", "pip", "--version"):
        found.append([sys.executable, "-m", "pip", "--python", str(PYTHON), "install"])
    return found


def quiet_pip():
    """Give the environment for pip: never into the user's own folder, never about its own version."""
    return {**os.environ, "PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}


def runs(*command):
    """True when a command ends well."""
    return subprocess.run(command, capture_output=True).returncode == 0


# -- preparing --------------------------------------------------------------------------------------------------------


def manage(*words):
    """Give the command line of one manage.py command."""
    return [str(PYTHON), str(ROOT / "manage.py"), *words]


def prepare(env, data):
    """Bring database, first content and static files up to date; give the demo accounts."""
    step("Database bijwerken", *manage("migrate", "--no-input"), env=env)
    collect_static(env, data)
    return load_once(env, data)


def collect_static(env, data):
    """Collect style sheets, scripts and pictures when they changed or were never collected."""
    remembered, wanted = data / "static-stamp", static_fingerprint()
    manifest = data / "static" / "staticfiles.json"
    if manifest.is_file() and remembered.is_file() and remembered.read_text() == wanted:
        return
    step("Opmaak verzamelen", *manage("collectstatic", "--no-input", "--clear"), env=env)
    remembered.write_text(wanted)


def static_fingerprint():
    """Give what stands for all static files: the lock (packages bring some) and our own files' size and time."""
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    for path in own_files("static", "*"):
        status = path.stat()
        digest.update(f"{path.relative_to(ROOT)} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def own_files(folder, pattern):
    """Give the files in every folder of this name that is ours: of the project and of its apps, in order."""
    apps = [path.parent for depth in ("*", "*/*") for path in ROOT.glob(f"{depth}/__init__.py")]
    found = {file for place in [ROOT, *apps] for file in (place / folder).rglob(pattern)}
    return sorted(file for file in found if file.is_file())


def load_once(env, data):
    """Load the landscape, and in the trial mode the demo, on the first start; give the demo accounts."""
    remembered = accounts_file(data)
    if remembered.is_file():
        return json.loads(remembered.read_text(encoding="utf-8"))
    step("Leerlandschap inrichten", *manage("landscape"), env=env)
    accounts = json.loads(step("Proefgegevens maken", *manage("demo", "--json"), env=env)) if is_embedded(env) else []
    remembered.touch(mode=0o600)
    remembered.write_text(json.dumps(accounts, ensure_ascii=False, indent=1), encoding="utf-8")
    return accounts


def accounts_file(data):
    """Give the file that says the first content is in, and lists the invented people's accounts."""
    return data / "demo-accounts.json"


# -- running ----------------------------------------------------------------------------------------------------------


def processes(port, data):
    """Give the portal's three processes: name and command line."""
    # Trying it out as root, in a container for instance, needs no page of warnings.
    calm = ["-W", "ignore:You're running the worker with superuser"]
    celery = [str(PYTHON), *calm, "-m", "celery", "--quiet", "--app", "leerlandschap"]
    return {
        "web": [
            str(PYTHON),
            "-m",
            "waitress",
            f"--listen=127.0.0.1:{port}",
            "--threads=8",
            "leerlandschap.wsgi:application",
        ],
        "worker": [
            *celery,
            "worker",
            "--pool=threads",
            "--concurrency=4",
            "--loglevel=warning",
            "--without-gossip",
            "--without-mingle",
        ],
        "beat": [*celery, "beat", "--loglevel=warning", f"--schedule={data / 'beat-schedule'}", "--pidfile="],
    }


def launch(command, env):
    """Start one process in a group of its own, so that Ctrl-C reaches only this script, which then stops the rest."""
    group = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP} if os.name == "nt" else {"start_new_session": True}
    return subprocess.Popen(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, **group)


def run_all(commands, env, ready):
    """Run the processes until Ctrl-C or until one of them ends; always stop them all."""
    children = {}
    try:
        for name, command in commands.items():
            children[name] = launch(command, env)
        watch(children, ready)
    except KeyboardInterrupt:
        say("\nHet portaal stopt …")
    finally:
        stop(children.values())
    say("Gestopt.")


def watch(children, ready):
    """Call ready once it says it is; raise SystemExit with a sentence as soon as a process ends by itself."""
    announced = False
    while True:
        for name, child in children.items():
            if child.poll() is not None:
                raise SystemExit(f"Het onderdeel '{name}' is gestopt (code {child.returncode}); de rest stopt nu ook.")
        announced = announced or ready()
        time.sleep(0.2)


def stop(children):
    """Ask every process to stop, wait, and end what stays; a second Ctrl-C ends the waiting."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + PATIENCE
    try:
        while any(child.poll() is None for child in children) and time.monotonic() < deadline:
            time.sleep(0.1)
    except KeyboardInterrupt:
        say("Meteen dan.")
    for child in children:
        end(child)


def end(child):
    """Kill a process that did not stop, with whatever it started."""
    with contextlib.suppress(ProcessLookupError):
        child.kill() if os.name == "nt" else os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def listen_to_signals():
    """Treat a request to end (SIGTERM) and a closed terminal (SIGHUP) as Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)


# -- the commands -----------------------------------------------------------------------------------------------------


def run():
    """Install, prepare and run the portal."""
    port, data = chosen_port(os.environ), data_dir(os.environ)
    refuse_taken_port(port)
    install(ROOT / "requirements.txt")
    data.mkdir(parents=True, exist_ok=True)
    env = environment(os.environ, port, data)
    accounts = prepare(env, data)
    say("· Portaal, achtergrondwerk en klok starten …")
    run_all(processes(port, data), env, lambda: answers(port) and (welcome(accounts, port) or True))
    return 0


def test(arguments):
    """Install what tests need, then lint and run the suite; give the exit code of the first failure."""
    install(ROOT / "requirements-dev.txt")
    with tempfile.TemporaryDirectory(prefix="leerlandschap-") as data:
        env = {**os.environ, "MODE": "test", "DATA_DIR": data}
        # A run starts some hundred processes: compiling our own code anew in each takes more than a minute.
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        codes = [check(name, command, env) for name, command in checks(arguments).items()]
    return next((code for code in codes if code), 0)


def checks(arguments):
    """Give name and command line of the checks, in order."""
    module = [str(PYTHON), "-m"]
    templates = [str(path) for path in own_files("templates", "*.html")]
    return {
        "Code lezen": [*module, "ruff", "check", "."],
        "Opmaak van de code": [*module, "ruff", "format", "--check", "."],
        "Opmaak van de sjablonen": [str(PYTHON.with_name("djade")), "--check", "--target-version=5.2", *templates],
        # On every core at once; the tests of a file stay together in one process, which makes what they share once. Files are
        # taken up in the order of tests/conftest.py, and not by how many tests they have.
        "Tests": [
            *module,
            "pytest",
            "-ra",
            "--numprocesses=logical",
            "--maxprocesses=8",
            "--dist=loadfile",
            "--no-loadscope-reorder",
            *arguments,
        ],
    }


def check(name, command, env):
    """Run one check in the open and give its exit code."""
    say(f"· {name} …")
    return subprocess.run(command, cwd=ROOT, env=env).returncode


def code(arguments):
    """Print the current sign-in code of the demo accounts that have a second step; of one of them when named."""
    remembered = accounts_file(data_dir(os.environ))
    accounts = json.loads(remembered.read_text(encoding="utf-8")) if remembered.is_file() else []
    found = [one for one in accounts if one.get("totp_secret") and (not arguments or one["address"] in arguments)]
    for account in found:
        say(f"{totp(account['totp_secret'], time.time())}  {account['address']}")
    if not found:
        say("Er is geen proefaccount met een tweede stap gevonden. Start eerst het portaal: python3 start.py")
    return 0 if found else 1


def totp(secret, moment):
    """Give the six digits of RFC 6238 (SHA-1, 30 seconds) for a base32 secret at a moment in seconds."""
    key = base64.b32decode(secret.upper() + "=" * (-len(secret) % 8))
    digest = hmac.new(key, int(moment // 30).to_bytes(8, "big"), "sha1").digest()
    offset = digest[-1] & 15
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def main(arguments):
    """Do what the first word asks; without a word, run the portal."""
    if sys.version_info < (3, 11):
        raise SystemExit(f"Het portaal heeft Python 3.11 of nieuwer nodig; dit is {sys.version.split()[0]}.")
    if not arguments:
        return run()
    word, rest = arguments[0], arguments[1:]
    if word in ("test", "code"):
        return {"test": test, "code": code}[word](rest)
    say(USAGE)
    return 0 if word in ("help", "-h", "--help") else 2


if __name__ == "__main__":
    listen_to_signals()
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        say("\nGestopt.")
        sys.exit(130)
