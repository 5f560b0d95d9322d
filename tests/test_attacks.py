"""What somebody with bad intentions tries, and that it leads nowhere."""

import email.message
import io
import logging
import logging.config
from pathlib import Path
from urllib.parse import quote

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.test import Client
from django.urls import reverse

from leerlandschap.commons import mail
from leerlandschap.commons.models import Letter
from leerlandschap.network.models import Organisation, Person, User
from leerlandschap.network.roles import Role
from tables import landing_guard, minutes_guard
from tables.models import Seat, Table
from tests import factories
from tests.conftest import browser_of
from tests.factories import PASSWORD
from tests.letters import link_in, newest_letter
from tests.test_access import ALL, TABLE, WISH, opened_by
from tests.world import request, undone

pytestmark = pytest.mark.django_db
OURS = ("commons", "network", "tables", "signals", "monitoring", "newsletter")


def everything_in_the_database() -> str:
    """All rows of all tables, as text."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows += [f"{table} {row}" for row in cursor.fetchall()]
    return "\n".join(rows)


# --- being led elsewhere ------------------------------------------------------------------------------------------------

ELSEWHERE = [
    "https://evil.example/", "//evil.example/", "///evil.example", "/\\evil.example", "\\\\evil.example", "https:evil.example",
    "javascript:alert(1)", "/\t/evil.example", "\x00//evil.example", "http:///evil.example", "https://localhost@evil.example/",
]  # fmt: skip


@pytest.mark.parametrize("to", ELSEWHERE)
def test_nobody_is_led_elsewhere_after_signing_in_or_out(to, world):
    user = world.accounts["gemeente"]
    with undone():
        signed_in = Client().post(
            reverse("account_login"), {"login": user.email, "password": PASSWORD, "next": to}, query_params={"next": to}
        )
        signed_out = browser_of(user).post(reverse("account_logout"), {"next": to}, query_params={"next": to})
        proved = browser_of(user).post(
            reverse("account_reauthenticate"), {"password": PASSWORD, "next": to}, query_params={"next": to}
        )
    for answer in (signed_in, signed_out, proved):
        assert answer.status_code in {200, 302}
        assert "evil" not in answer.headers.get("Location", "")
        assert "javascript" not in answer.headers.get("Location", "")


def test_a_made_up_host_is_refused_and_never_stands_in_a_mail(world):
    address = world.accounts["gemeente"].email
    with undone():
        client = Client()
        assert (
            client.post(
                reverse("account_reset_password"), {"email": address}, headers={"host": "evil.example"}
            ).status_code
            == 400
        )
        client.post(reverse("account_reset_password"), {"email": address}, headers={"x-forwarded-host": "evil.example"})
        client.post(
            reverse("newsletter-subscribe"),
            {"email": "x@werk.example", "text_version": "2026-11"},
            headers={"x-forwarded-host": "evil.example"},
        )
        for letter in Letter.objects.exclude(sealed=""):
            assert "evil.example" not in mail.compose(letter).message().as_string()


# --- finding out who is there -------------------------------------------------------------------------------------------


def told(answer) -> tuple:
    """What an answer tells: its status, its headers, its length, and where it leads."""
    headers = {name: value for name, value in answer.headers.items() if name != "Expires"}
    return answer.status_code, headers, len(answer.content), sorted(answer.cookies)


def test_no_form_tells_whether_an_address_is_known(world):
    table = world.table.slug
    forms = {
        "newsletter-subscribe": ([], {"text_version": "2026-11"}, "abonnee@populier.example"),
        "signup": ([table], WISH, "los@populier.example"),
        "account-request": ([], WISH, world.accounts["aanbieder"].email.replace("voorbeeld.nl", "voorbeeld.nl")),
        "account_reset_password": ([], {}, world.accounts["aanbieder"].email),
    }
    for name, (args, fields, known) in forms.items():
        unknown = f"{'x' * len(known.partition('@')[0])}@{known.partition('@')[2]}"
        answers = []
        for address in (known, unknown):
            with undone():
                first = Client().post(reverse(name, args=args), {**fields, "email": address}, follow=True)
                answers.append((told(first), [status for _to, status in first.redirect_chain]))
        assert answers[0] == answers[1], name


def test_signing_in_tells_nothing_about_the_address(world):
    answers = []
    for address in (world.accounts["aanbieder"].email, "xxxxxxxxx@voorbeeld.nl"):
        with undone():
            answer = Client().post(reverse("account_login"), {"login": address, "password": "niet-dit-wachtwoord"})
            answers.append((told(answer), answer.text.count("Vul")))
    assert answers[0] == answers[1]


def test_a_slip_of_the_fingers_does_not_tell_which_providers_take_part(world):
    Organisation.objects.filter(name="De Populier").update(mail_domain="depopulier-zorg.nl")
    for name, args in (("signup", [world.table.slug]), ("account-request", []), ("newsletter-subscribe", [])):
        with undone():
            fields = {**WISH, "text_version": "2026-11", "email": "jan@depopulier-zorgg.nl"}
            answer = Client().post(reverse(name, args=args), fields)
        assert "depopulier-zorg.nl" not in answer.text, name


# --- sending somebody else's form -----------------------------------------------------------------------------------------


def test_a_form_of_somebody_else_is_handled_for_oneself(world):
    wish = {"involvement": "reader", "once": "dezelfde-sleutel"}
    table = factories.make_table(slot=6001)
    path = reverse("signup", args=[table.slug])

    mine = browser_of(world.accounts["aanbieder"]).post(path, wish)
    theirs = browser_of(world.accounts["aanbieder2"]).post(path, wish)

    assert mine.status_code == theirs.status_code == 302
    assert mine.headers["Location"] != theirs.headers["Location"]
    assert {seat.person for seat in Seat.objects.at(table)} == {
        world.accounts[who].person for who in ("aanbieder", "aanbieder2")
    }


def test_a_used_link_gives_nothing_to_who_tries_another_form_with_it(world):
    path = reverse("signup-confirm", args=[world.signup_link])
    with undone():
        first = Client().post(path, {"once": "een"})
        second = Client().post(path, {"once": "twee"})
    assert first.status_code == 302
    # The page says that the address is confirmed; the way to the chair goes to that address alone.
    assert second.status_code == 302
    assert "/stoel/" not in second.url


# --- fields that nobody asked for -----------------------------------------------------------------------------------------

WISHFUL = {
    "state": "accepted", "rank": "1", "person": "1", "decided_by": "1", "reason": "zomaar", "taken": "0", "waiting": "0",
    "openness": "public", "slug": "gekaapt", "name": "Gekaapt", "kind": "thematafel", "theme": "1", "slot": "1", "version": "99",
    "edited": "on", "is_staff": "on", "is_superuser": "on", "is_active": "on", "user": "1", "ref": "0" * 32, "key": "gekaapt",
    "group": "pagina", "position": "99", "hidden": "ja", "edited_by": "1", "ended_on": "2020-01-01", "by": "1", "made_by": "1",
}  # fmt: skip


def columns(row: models.Model) -> dict:
    return type(row).objects.filter(pk=row.pk).values().get()


def changed_by(post, row: models.Model) -> set[str]:
    """The columns of `row` that a POST changed."""
    before = columns(row)
    with undone():
        answer = post()
        after = columns(row)
    assert answer.status_code in {200, 302}, answer.status_code
    return {name for name in before if before[name] != after[name]}


def test_a_form_changes_what_it_shows_and_nothing_else(world, browsers):
    table, passage, populier = world.table, world.passage, world.populier
    fields = {"aim": "Anders", "chairs": "20", "rhythm_min": "2", "rhythm_max": "9"}
    edits = [
        (browsers["voorzitter"], reverse("table-edit", args=[table.slug]), fields, table,
         {"aim", "chairs", "taken", "waiting", "edited", "edited_at", "version", "open_for_signup"}),
        (browsers["redactie"], reverse("website-edit", args=[passage.key]), {"title": "Anders", "body": "x", "seen": "2"},
         passage,
         {"title", "body", "edited", "edited_at", "edited_by_id", "version"}),
        (browsers["regio"], reverse("organisation-edit", args=[populier.ref]), {"name": "Anders", "kind": "provider"}, populier,
         {"name"}),
    ]  # fmt: skip
    for browser, path, typed, row, may_change in edits:
        found = changed_by(lambda b=browser, p=path, t=typed: b.post(p, WISHFUL | t), row)
        assert found <= may_change, path
        assert found, path


def test_who_asks_for_a_chair_cannot_give_it(world, browsers):
    table = factories.make_table(slot=6002)
    with undone():
        browsers["aanbieder2"].post(
            reverse("signup", args=[table.slug]), WISHFUL | {"involvement": "member", "state": "accepted"}
        )
        seat = Seat.objects.at(table).get()
    assert (seat.state, seat.person, seat.rank, seat.reason) == (
        "requested",
        world.accounts["aanbieder2"].person,
        None,
        "",
    )


def test_an_organisation_of_somebody_else_cannot_be_acted_for(world, browsers):
    table = factories.make_table(slot=6003)
    with undone():
        browsers["aanbieder2"].post(
            reverse("signup", args=[table.slug]), {"involvement": "member", "organisation": world.populier.pk}
        )
        seat = Seat.objects.at(table).first()
    assert seat is None or seat.organisation.name == "Het Riet"


def test_a_visitor_does_not_get_the_name_of_an_organisation_by_typing_it(world):
    """Until the contactpersoon CLM ties it, it is what somebody typed."""
    table = factories.make_table(slot=6004)
    Organisation.objects.filter(name="De Populier").update(mail_domain="populier.example")
    with undone():
        for address, tied in (("iemand@evil.example", False), ("collega@populier.example", True)):
            Client().post(
                reverse("signup", args=[table.slug]), WISH | {"email": address, "organisation_name": "De Populier"}
            )
            Client().post(link_in(newest_letter(address)), {"once": address})
            seat = Seat.objects.get(person__email=address)
            assert (seat.organisation is not None) is tied
            assert seat.organisation_shown == "De Populier"


# --- secrets where others can find them -----------------------------------------------------------------------------------


def test_no_secret_link_stands_readable_in_the_database(world):
    table = factories.make_table(slot=6005)
    with undone():
        Client().post(reverse("signup", args=[table.slug]), WISH)
        confirm = link_in(newest_letter(WISH["email"]))
        seat_link = Client().post(confirm, {"once": "sleutel"}).headers["Location"]
        secrets = [world.signup_link, world.loose_link, world.invitation_link, world.confirm_link, world.stop_link]
        secrets += [link.strip("/").rpartition("/")[2] for link in (confirm, seat_link)]
        found = everything_in_the_database()
    assert "stoel" in seat_link
    for secret in secrets:
        assert len(secret) > 30
        lines = [line[:80] for line in found.splitlines() if secret in line]
        assert lines == []


@pytest.fixture
def log():
    """What the portal's own settings make of what happens, whatever pytest does with the log."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    configurator = logging.config.DictConfigurator(settings.LOGGING)
    handler.setFormatter(configurator.configure_formatter(settings.LOGGING["formatters"]["line"]))
    logging.disable(logging.NOTSET)
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)
    logging.disable(logging.WARNING)


def test_no_secret_link_stands_in_the_log(world, log):
    strict = Client(enforce_csrf_checks=True)
    for row in (row for row in TABLE if row.by_link and row.args(world) and "mail" not in row.name):
        path = row.path(world)
        with undone():
            strict.post(path)  # 403: no token against forgery
            Client().delete(path)  # 405
            Client().get(path + "nog-iets/")  # 404
    with undone():
        Client().get(reverse("account_reset_password_from_key", args=world.reset_link()) + "x/")
    found = log.getvalue()
    assert "Forbidden" in found
    assert "Method Not Allowed" in found
    for secret in (
        world.signup_link,
        world.loose_link,
        world.invitation_link,
        world.confirm_link,
        world.stop_link,
        world.reset_link()[1],
    ):
        assert secret not in found


# --- code in a name -----------------------------------------------------------------------------------------------------

EVIL = "\"><svg/onload=pwned()>'{{7*7}}"
# Filled by the portal alone.
NOBODYS_WORDS = {"path", "key", "text_version", "form_path", "code", "receipt_hash"}
# The same, where another noun has words of people in a field of that name.
NOBODYS_WORDS_OF = {("newsletter.item", "source"), ("newsletter.item", "about")}


def _write_evil_everywhere() -> None:
    """Put code in every field of text that people can fill."""
    for label in OURS:
        for model in apps.get_app_config(label).get_models():
            if model._meta.model_name in {"auditevent", "letter", "ticket", "oncekey", "file", "intake"}:
                continue
            for field in model._meta.concrete_fields:
                if type(field) in {models.CharField, models.TextField} and not field.choices and field.editable:
                    _spoil(model, field)


def _spoil(model, field) -> None:
    if (field.max_length or 9999) < len(EVIL) + 5 or field.name in NOBODYS_WORDS or field.name.startswith("sealed"):
        return
    if (model._meta.label_lower, field.name) in NOBODYS_WORDS_OF:
        return
    for pk in model._default_manager.values_list("pk", flat=True):
        model._default_manager.filter(pk=pk).update(**{field.name: f"{EVIL}{pk}"})


@pytest.mark.parametrize(
    "who", ["visitor", "gemeente", "aanbieder", "voorzitter", "beheerder_aanbieder", "regio", "redactie", "beheer"]
)
def test_code_in_a_name_is_shown_and_never_run(who, world, browsers):
    shown = 0
    paths = {row.name: row.path(world) for row in opened_by(who)}
    with undone():
        for guard in (minutes_guard, landing_guard):
            guard.lift(connection)
        _write_evil_everywhere()
        for name, path in paths.items():
            answer = request(browsers[who], "GET", path)
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            page = content.decode("utf-8", "replace")
            assert answer.status_code < 500, name
            # A calendar file is text, which no browser reads as anything else (nosniff).
            is_calendar = answer.headers.get("Content-Type", "").startswith("text/calendar")
            assert is_calendar or "<svg/onload" not in page, name
            assert "'49" not in page, name
            shown += "svg/onload=pwned()" in page
    assert shown > 3, "the code was somewhere to be seen"


def test_code_in_a_mail_is_shown_in_the_mailbox_and_never_run(world):
    message = email.message.EmailMessage()
    message["To"], message["Subject"] = f"{EVIL.split()[0]}@werk.example", EVIL
    message.set_content(f"Dag {EVIL},\n\nhttp://localhost:8000/{EVIL}\n")
    message.add_alternative(f"<p>{EVIL}</p><script>alert(1)</script>", subtype="html")
    (Path(settings.MAIL_DIR) / "boos.eml").write_bytes(message.as_bytes())
    for path in (reverse("mailbox"), reverse("mail", args=["boos"])):
        page = Client().get(path).text
        assert "<svg/onload" not in page
        assert "<script>alert" not in page
    (Path(settings.MAIL_DIR) / "boos.eml").unlink()


def test_a_website_that_is_code_is_refused_or_harmless(world, browsers):
    for to in ("javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x"):
        with undone():
            fields = {"name": "De Populier", "kind": "provider", "website": to}
            browsers["regio"].post(reverse("organisation-edit", args=[world.populier.ref]), fields)
            browsers["redactie"].post(
                reverse("website-edit", args=[world.passage.key]), {"title": "x", "link": to, "seen": 2}
            )
            assert not Organisation.objects.filter(website__startswith=to[:6]).exists()
            assert f'href="{to[:6]}' not in browsers["gemeente"].get(reverse("about")).text


def test_a_table_of_calculation_gets_no_formula_from_a_name(world, browsers):
    with undone():
        Person.objects.filter(pk=world.loose.person_id).update(name='=HYPERLINK("https://evil.example";"klik")')
        sheet = (
            browsers["voorzitter"]
            .post(reverse("seat-export", args=[world.table.slug, "csv"]))
            .content.decode("utf-8-sig")
        )
    assert "'=HYPERLINK" in sheet
    assert not any(cell.startswith(("=", '"=')) for line in sheet.splitlines() for cell in line.split(";"))


def test_a_line_end_in_a_name_makes_no_second_header_and_no_second_line(world):
    typed = {"name": "Jan\r\nBcc: iedereen@evil.example", "organisation_name": "A\nB", "email": "jan@werk.example"}
    with undone():
        Client().post(reverse("signup", args=[world.table.slug]), WISH | typed)
        letters = Letter.objects.filter(address="jan@werk.example")
        for letter in letters:
            message = mail.compose(letter).message()
            assert message.get_all("Bcc") is None
            assert message.get_all("To") == ["jan@werk.example"]


def test_a_mail_to_an_unconfirmed_address_says_nothing_that_a_stranger_typed(world):
    typed = WISH | {
        "name": "Klik op https://evil.example",
        "organisation_name": "evil.example",
        "brings": "evil.example",
    }
    with undone():
        Client().post(reverse("signup", args=[world.table.slug]), typed | {"email": "doelwit@werk.example"})
        Client().post(reverse("account-request"), typed | {"email": "doelwit2@werk.example"})
        Client().post(reverse("account-request"), typed | {"email": world.accounts["aanbieder"].email})
        for letter in Letter.objects.exclude(sealed=""):
            assert "evil.example" not in mail.compose(letter).message().as_string(), letter.code


# --- input that nobody typed by hand --------------------------------------------------------------------------------------

STRANGE = {
    "nul": "a\x00b",
    "turned": "\u202eabc\u202c\u200f",
    "four bytes": "👩‍👧‍👦" * 20,
    "surrogate": "\ud83d",
    # As long as still gets through the door in every field of a form at once.
    "long": "x" * 150_000,
    "number": "9" * 400,
    "negative": "-1",
    "markup": EVIL,
    "nothing": "",
}


def fields_for(row, world) -> dict:
    """The names of the fields of a form, with what is right in them."""
    names = (
        "name",
        "email",
        "title",
        "body",
        "seen",
        "once",
        "role",
        "organisation",
        "chairs",
        "direction",
        "hidden",
        "reason",
    )
    return {**dict.fromkeys(names, "1"), **row.data(world)}


@pytest.mark.parametrize("kind", STRANGE)
def test_strange_input_is_never_our_fault(kind, world, browsers):
    # As it travels: a million letters are written out once, not for every field.
    value = quote(STRANGE[kind].encode("utf-8", "surrogatepass")).encode()
    broken = []
    for row in TABLE:
        for who in ("visitor", "regio"):
            if row.post[who] == 405 or row.post[who] == "sign in":
                continue
            with undone():
                answer = request(
                    browsers[who], "POST", row.path(world), _strange_body(fields_for(row, world), value), **URLENCODED
                )
            if answer.status_code >= 500:
                broken.append(f"{row.name} as {who}: {answer.status_code}")
    assert broken == []


URLENCODED = {"content_type": "application/x-www-form-urlencoded"}


def _strange_body(fields: dict, value: bytes) -> bytes:
    return b"&".join(name.encode() + b"=" + value for name in fields)


@pytest.mark.parametrize("value", ["%00", "%FF%FE", "%ED%A0%BD", "9" * 400, "%E2%80%AE", "[]", "a=b&a=c"])
def test_strange_questions_in_an_address_are_never_our_fault(value, world, browsers):
    names = [
        *("soort", "thema", "staat", "organisatie", "tafel", "bijeenkomst", "woord", "veld", "tekst", "lijst", "leden"),
        *(
            "pagina",
            "naar",
            "punt",
            "bewaard",
            "next",
            "q",
            "page",
            "p",
            "o",
            "e",
            "once",
            "hidden__exact",
            "kind__exact",
        ),
    ]
    query = "&".join(f"{name}={value}" for name in names)
    broken = []
    for who in ("visitor", "regio", "beheer"):
        for row in opened_by(who):
            if row.name.startswith("admin:") != (who == "beheer"):
                continue
            with undone():
                answer = request(browsers[who], "GET", f"{row.path(world)}?{query}")
            if answer.status_code >= 500:
                broken.append(f"{row.name} as {who}")
    assert broken == []


@pytest.mark.parametrize(
    "path",
    [
        "/leertafels/%00/",
        "/stoel/%00/",
        "/uitnodiging/%FF/",
        "/monitoring/%E2%80%AE/",
        "/postvak/..%2F..%2Fetc/",
        "/static/../manage.py",
        "/%2e%2e/",
        "/over/%0d%0aSet-Cookie:x=1/",
    ],
)
def test_strange_addresses_are_simply_not_there(path, world):
    answer = request(Client(), "GET", path)
    assert answer.status_code in {404, 410}
    assert "Set-Cookie" not in answer.headers


def test_an_account_without_a_person_meets_no_error(world):
    """As `createsuperuser` leaves it."""
    user = User.objects.create_superuser("alleen@voorbeeld.nl", PASSWORD)
    browser, broken = browser_of(user), []
    for row in ALL:
        with undone():
            for method in ("GET", "POST"):
                answer = request(browser, method, row.path(world), row.data(world) if method == "POST" else None)
                if answer.status_code >= 500:
                    broken.append(f"{method} {row.name}")
    assert broken == []


def test_other_verbs_look_and_change_nothing(world, browsers):
    for row in TABLE:
        for method in ("HEAD", "OPTIONS"):
            with undone() as written:
                answer = request(browsers["regio"], method, row.path(world))
            assert answer.status_code < 500
            assert not written, row.name


def test_a_role_that_was_taken_back_ends_at_the_next_request(world):
    browser = browser_of(world.accounts["redactie"])
    with undone():
        assert browser.get(reverse("website-list")).status_code == 200
        world.accounts["redactie"].person.role_assignments.update(ended_on="2020-01-01", started_on="2019-01-01")
        assert browser.get(reverse("website-list")).status_code == 403


def test_a_table_that_was_closed_is_closed_for_who_had_its_address(world, browsers):
    with undone():
        Table.objects.filter(pk=world.table.pk).update(openness="closed")
        for who in ("visitor", "aanbieder2"):
            for name in ("leertafel", "signup", "signup-asked"):
                assert request(browsers[who], "GET", reverse(name, args=[world.table.slug])).status_code == 404


def test_one_organisation_cannot_give_away_what_somebody_leads_for_another(world):
    """A beheerder of De Populier lets a colleague go who also works at the regional office, and names a successor."""
    both = world.accounts["clm"].person
    with undone():
        here = factories.make_membership(both, world.populier)
        mine = browser_of(world.accounts["beheerder_aanbieder"])
        path = reverse("membership-end", args=[world.populier.ref, both.ref])
        assert "leidt dan niet meer" not in mine.get(path).text
        mine.post(path, {"successor": world.accounts["aanbieder"].person.pk})
        here.refresh_from_db()
        table = Table.objects.get(pk=world.table.pk)
        assert here.ended_on
        assert table.clm_contact == both
        assert User.objects.get(pk=world.accounts["clm"].pk).is_active


def test_a_colleague_does_not_read_what_somebody_is_elsewhere(world, browsers):
    both = world.colleague
    with undone():
        factories.make_membership(both, world.riet)
        factories.make_role(both, Role.ORGANISATION_ADMIN, organisation=world.riet)
        page = request(browsers["aanbieder"], "GET", reverse("person", args=[both.ref])).text
        office = request(browsers["regio"], "GET", reverse("person", args=[both.ref])).text
    assert "Het Riet" not in page
    assert "organisatiebeheerder" not in page
    assert "Het Riet" in office


def test_nobody_is_buried_in_mail_by_a_form_for_visitors(world):
    victim, table = "slachtoffer@werk.example", world.table.slug
    forms = {
        "newsletter-subscribe": ([], {"text_version": "2026-11"}),
        "signup": ([table], WISH),
        "account-request": ([], WISH),
        "account_reset_password": ([], {}),
    }
    with undone():
        for name, (args, fields) in forms.items():
            for number in range(15):
                Client().post(reverse(name, args=args), {**fields, "email": victim}, REMOTE_ADDR=f"10.1.1.{number}")
        assert Letter.objects.filter(address=victim).count() <= 5
