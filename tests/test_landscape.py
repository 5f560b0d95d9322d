"""Filling the landscape from the seed: once, again, and after an editor was there."""

from datetime import date, datetime
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command

from leerlandschap.commons import passages, search
from leerlandschap.commons.landscape_loader import SHIPPED_AT, Loader
from leerlandschap.commons.models import Passage
from leerlandschap.network.models import Organisation, Person
from tables.models import Cycle, Participation, Table, Theme

pytestmark = pytest.mark.django_db
OURS = ("commons", "network", "tables", "signals", "monitoring", "newsletter")


def fill() -> str:
    out = StringIO()
    call_command("landscape", stdout=out)
    return out.getvalue()


def everything() -> dict:
    """Every row of every table of ours, as it stands."""
    models = [model for label in OURS for model in apps.get_app_config(label).get_models()]
    return {model._meta.label: list(model.objects.order_by("pk").values()) for model in models}


def test_the_landscape_holds_what_the_seed_names():
    assert "Gemaakt:" in fill()

    counts = {group: Passage.objects.in_group(group).count() for group in passages.GROUPS}
    assert {name: counts[name] for name in ("pijler", "fase", "beweging", "proces", "element", "stap", "afspraak")} == {
        "pijler": 5, "fase": 4, "beweging": 3, "proces": 4, "element": 5, "stap": 3, "afspraak": 5,
    }  # fmt: skip
    assert Passage.objects.get(key="home-motto").title == "Samen, Dichtbij en Leren wat werkt"
    work = Passage.objects.get(key="stap-schikken").blocks
    assert [(block["list"], len(block["lines"])) for block in work] == [(True, 5)]
    assert "verdiepen, verbinden en verspreiden" in Passage.objects.get(key="jaarfocus-2025").title


def test_three_tables_run_and_three_start_on_the_first_of_january_2027():
    fill()

    running = Table.objects.filter(state=Table.State.RUNNING)
    assert {str(table) for table in running} == {
        "Crisis – knelpunten & samenwerking", "Crisis – reflectie ontwikkelopgaven", "Thuis op Maat",
    }  # fmt: skip
    assert all(table.takes_signups() and table.running_cycle().number == 1 for table in running)
    preparing = Table.objects.filter(state=Table.State.PREPARING)
    assert {table.name: table.starts_on for table in preparing} == dict.fromkeys(
        ["KDC", "Logeren", "JGGZ"], date(2027, 1, 1)
    )
    assert not any(table.takes_signups() or table.cycles.exists() for table in preparing)
    assert {table.rhythm for table in Table.objects.all()} == {"2 tot 9 keer per jaar"}
    assert sorted(Table.objects.values_list("slot", flat=True)) == [0, 1, 2, 3, 4, 5]


def test_zeewolde_takes_part_in_one_theme_and_the_other_five_in_all():
    fill()

    def themes_of(code):
        return set(Theme.objects.filter(participations__municipality__cbs_code=code).values_list("slug", flat=True))

    assert themes_of("GM0050") == {"jb-jr-veilig-thuis"}
    every_theme = set(Theme.objects.values_list("slug", flat=True))
    assert all(themes_of(code) == every_theme for code in ("GM0034", "GM0995", "GM0171", "GM0303", "GM0184"))
    assert not Participation.objects.filter(source="").exists()
    in_2026 = Participation.objects.running(date(2026, 12, 31))
    assert not in_2026.filter(theme__slug__in=["kdc", "logeren", "jggz"]).exists()


def test_the_landscape_invents_nobody():
    fill()

    assert not Person.objects.exists()
    assert not Organisation.objects.filter(mail_domain="voorbeeld.nl").exists()
    assert not Table.objects.exclude(chair=None, facilitator=None, clm_contact=None).exists()


def test_a_second_time_changes_nothing():
    fill()
    before = everything()

    assert fill() == "Gemaakt: niets. Vernieuwd: niets.\n"

    assert everything() == before


def test_what_an_editor_wrote_survives(redactie):
    fill()
    pillar = Passage.objects.get(key="pijler-monitoring")
    passages.rewrite(pillar, title="Meten en vertellen", body="Onze woorden.", link="", hidden=False, by=redactie)
    Table.objects.filter(slug="kdc").update(name="Kinderdagcentra", edited=True)
    search.rebuild()
    before = everything()

    fill()

    assert everything() == before


def test_the_portals_own_course_is_not_turned_back():
    """A table that started, got a second round, or was given other chairs keeps that; so does an order of texts."""
    fill()
    Table.objects.filter(slug="kdc").update(state=Table.State.RUNNING, open_for_signup=True, chairs=20)
    crisis = Table.objects.get(slug="thuis-op-maat")
    crisis.cycles.update(number=2, phase="act")
    first, second = Passage.objects.in_group("partner")[:2]
    passages.move(second, up=True, by=None)

    fill()

    assert Table.objects.get(slug="kdc").takes_signups()
    assert Table.objects.get(slug="kdc").chairs == 20
    assert list(Cycle.objects.filter(table=crisis).values_list("number", "phase")) == [(2, "act")]
    assert list(Passage.objects.in_group("partner")[:2]) == [second, first]


def test_a_renamed_municipality_is_not_brought_in_twice():
    fill()
    Organisation.objects.filter(cbs_code="GM0034").update(name="Almere")

    fill()

    assert Organisation.objects.filter(name__contains="Almere").count() == 1


def test_a_newer_shipped_text_reaches_a_text_that_nobody_edited(redactie):
    loader = Loader()
    loader.passage("pijler-a", "pijler", 1, "Toen", "De oude tekst.")
    loader.passage("pijler-b", "pijler", 2, "Toen", "De oude tekst.")
    passages.rewrite(Passage.objects.get(key="pijler-b"), title="Van ons", body="", link="", hidden=False, by=redactie)
    Passage.objects.filter(key="pijler-a").update(edited_at=datetime(2026, 1, 1, tzinfo=SHIPPED_AT.tzinfo))
    key_before = Passage.objects.version_key()

    for key in ("pijler-a", "pijler-b"):
        loader.passage(key, "pijler", 1, "Nu", "De nieuwe tekst.")

    ours, theirs = Passage.objects.order_by("key")
    assert (ours.title, ours.body, ours.version, ours.edited_at) == ("Nu", "De nieuwe tekst.", 2, SHIPPED_AT)
    assert [version.body for version in ours.versions.all()] == ["De oude tekst."]
    assert theirs.title == "Van ons"
    assert Passage.objects.version_key() != key_before
    assert (loader.made, loader.renewed) == ({"teksten": 2}, {"teksten": 1})


def test_a_hidden_text_gets_newer_words_and_stays_hidden(redactie):
    loader = Loader()
    passages.set_hidden(loader.passage("partner-a", "partner", 1, "Toen"), hidden=True, by=redactie)

    loader.passage("partner-a", "partner", 1, "Nu")

    passage = Passage.objects.get()
    assert (passage.title, passage.hidden) == ("Nu", True)
