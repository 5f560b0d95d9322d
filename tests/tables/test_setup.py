"""Setting a table up: beginning one, three steps that can be left and taken up again, and what each needs."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from leerlandschap.commons.models import AuditEvent, Notice
from leerlandschap.network.roles import Permission, Role, may
from tables import setup_conditions
from tables.flows import agreements, chair_groups, invitations, questions, quotes, setup
from tables.models import ChairGroup, ChallengeQuote, Setup, SetupStep, Table, TableInvitation
from tests.factories import make_account, make_person, make_table, make_theme

pytestmark = pytest.mark.django_db
KIND = SetupStep.Kind


def start(clm, name="Logeren", **fields) -> Table:
    wish = {"kind": Table.Kind.LEERTAFEL, "theme": make_theme(), "occasion": "Er zijn te weinig plekken.", **fields}
    return setup.start_table(name=name, **wish, by=clm)


def fill(table: Table, by) -> None:
    """Everything that the three steps need."""
    words = dict.fromkeys(
        ["occasion", "support_reason", "urgency_reason", "embedding_contract", "embedding_monitor", "embedding_steer"],
        "Daarom",
    )
    words |= dict.fromkeys(["embedding_learn", "counting", "telling", "agendas", "intentions", "openness_reason"], "Zo")
    words |= {"support": "broad", "urgency": "now", "minutes_format": "harvest", "guidance_reason": "Zij kan het."}
    setup.fill_in(
        table, words=words, of_table={"aim": "Leren", "place": "Dronten", "facilitator": make_person()}, by=by
    )
    invitations.compose(table, on_behalf_of="De directeur", text="Kom erbij.", by=by)
    chair_groups.add(ChairGroup(table=table, perspective="provider", chairs=3), by=by)
    draft = TableInvitation(table=table, name="Noor", email="noor@werk.example", involvement="member")
    invitations.send(invitations.draft(draft, by=by), by=by)
    quotes.add(ChallengeQuote(table=table, text="Dichtbij.", document="Bijlage", document_version="1"), by=by)
    questions.add(table, text="Wat werkt?", year=2027, by=by)


# --- beginning one ------------------------------------------------------------------------------------------------------


def test_a_table_begins_on_the_map_with_its_three_steps_and_who_began_it_as_its_contact(clm):
    before = set(Table.objects.values_list("slot", flat=True))
    table = start(clm)

    assert (table.state, table.slug, table.clm_contact) == (Table.State.PREPARING, "logeren", clm.person)
    assert table.slot not in before
    assert [step.kind for step in table.steps.all()] == [KIND.ARRANGE, KIND.PREPARE, KIND.MANNERS]
    assert table.setup.occasion == "Er zijn te weinig plekken."
    assert AuditEvent.objects.filter(code="table.begun").count() == 1


def test_a_thematafel_begins_with_the_rhythm_of_one(clm):
    assert start(clm, kind=Table.Kind.THEMATAFEL).rhythm == "elke 5 à 8 weken"
    assert start(clm, name="Anders").rhythm == "2 tot 9 keer per jaar"


def test_two_tables_have_two_names_and_never_one_address(clm):
    start(clm, name="Samen leren!")

    with pytest.raises(ValidationError, match="al een tafel met deze naam"):
        start(clm, name="SAMEN LEREN!")
    assert start(clm, name="Samen, leren").slug == "samen-leren-2"


def test_a_name_without_letters_is_refused(clm):
    with pytest.raises(ValidationError, match="letters of cijfers"):
        start(clm, name="???")


def test_clm_begins_a_table_from_the_work_page(sign_in, clm):
    browser, theme = sign_in(clm), make_theme()
    assert reverse("table-new") in browser.get("/werk/").text
    assert reverse("table-new") in browser.get("/tafels/").text

    wish = {"name": "Pleegzorg", "kind": "leertafel", "theme": theme.pk, "occasion": "Nodig.", "once": "a"}
    answer = browser.post(reverse("table-new"), wish)

    assert answer.url == reverse("setup", args=["pleegzorg"])
    assert "Pleegzorg inrichten" in browser.get(answer.url).text
    assert "0 van 3 stappen klaar" in browser.get("/werk/").text


@pytest.mark.parametrize("name", ["", "x" * 121, "\0", "\u202e\u202e"])
def test_a_bad_name_gets_a_sentence_and_what_was_typed_stays(name, sign_in, clm):
    answer = sign_in(clm).post(
        reverse("table-new"), {"name": name, "kind": "leertafel", "occasion": "Blijft staan.", "once": "a"}
    )

    assert answer.status_code == 200
    assert "Nog niet gelukt" in answer.text
    assert "Blijft staan." in answer.text
    assert not Table.objects.exists()


def test_who_begins_no_tables_is_not_offered_one(sign_in, gemeente):
    browser = sign_in(gemeente)

    assert reverse("table-new") not in browser.get("/tafels/").text
    assert browser.get(reverse("table-new")).status_code == 403


# --- the conditions -----------------------------------------------------------------------------------------------------


def test_a_new_table_misses_all_but_the_occasion(clm):
    table = start(clm)
    facts = setup_conditions.facts_of(table, table.setup)

    met = {condition.code for kind in KIND for condition, is_met in setup_conditions.checked(kind, facts) if is_met}

    assert met == {"occasion"}


def test_a_table_with_everything_filled_in_can_have_all_its_steps_done(clm):
    table = start(clm)
    fill(table, clm)

    for kind in KIND:
        setup.finish(table, kind, by=clm)

    assert all(step.done_at and step.done_by == clm for step in table.steps.all())


@pytest.mark.parametrize(
    ("kind", "taken_away", "missing"),
    [
        (KIND.ARRANGE, {"occasion": ""}, "De aanleiding is uitgewerkt"),
        (KIND.ARRANGE, {"support_reason": ""}, "Het draagvlak is bepaald, met de reden"),
        (KIND.ARRANGE, {"urgency": ""}, "De urgentie is bepaald, met de reden"),
        (KIND.ARRANGE, {"on_behalf_of": ""}, "De uitnodiging heeft een tekst en een afzender"),
        (KIND.ARRANGE, {"embedding_steer": ""}, "De inbedding in de vier processen is afgesproken"),
        (KIND.PREPARE, {"counting": ""}, "Het is duidelijk welke cijfers er op tafel komen"),
        (KIND.PREPARE, {"telling": ""}, "Het is duidelijk welke verhalen er op tafel komen"),
        (KIND.PREPARE, {"agendas": ""}, "Het is duidelijk hoe de agenda's tot stand komen"),
        (KIND.PREPARE, {"minutes_format": ""}, "De verslagvorm is gekozen"),
        (KIND.MANNERS, {"intentions": ""}, "De intenties van de tafel staan op papier"),
        (KIND.MANNERS, {"openness_reason": ""}, "De mate van openheid is gekozen, met de reden"),
        (KIND.MANNERS, {"guidance_reason": ""}, "De keuze voor deze begeleiding heeft een reden"),
    ],
)
def test_each_thing_taken_away_is_missed_by_its_own_step_alone(kind, taken_away, missing, clm):
    table = start(clm)
    fill(table, clm)
    Setup.objects.filter(table=table).update(**taken_away)

    facts = setup_conditions.facts_of(table, Setup.objects.get(table=table))

    assert {one: setup_conditions.missing(one, facts) for one in KIND} == {
        **dict.fromkeys(KIND, []),
        kind: [missing],
    }


@pytest.mark.parametrize(
    ("take_away", "code"),
    [
        (lambda table: table.chair_groups.all().delete(), "seats"),
        (lambda table: table.quotes.all().delete(), "quotes"),
        (lambda table: table.questions.all().delete(), "questions"),
        (lambda table: table.invitations.update(state="withdrawn"), "invited"),
        (lambda table: Table.objects.filter(pk=table.pk).update(aim=""), "aim"),
        (lambda table: Table.objects.filter(pk=table.pk).update(place=""), "place"),
        (lambda table: Table.objects.filter(pk=table.pk).update(facilitator=None), "facilitator"),
    ],
)
def test_what_stands_elsewhere_counts_as_well(take_away, code, clm):
    table = start(clm)
    fill(table, clm)
    take_away(table)
    table = Table.objects.get(pk=table.pk)

    facts = setup_conditions.facts_of(table, table.setup)

    unmet = [one.code for kind in KIND for one, is_met in setup_conditions.checked(kind, facts) if not is_met]
    assert unmet == [code]


def test_a_step_that_misses_something_is_not_done_and_says_what(sign_in, clm):
    table = start(clm)

    answer = sign_in(clm).post(reverse("setup-done", args=[table.slug, "manieren"]), {"once": "a"})

    assert answer.status_code == 409
    assert "Deze stap mist nog iets: er is een begeleider." in answer.text
    assert not table.steps.exclude(done_at=None).exists()


def test_a_step_that_is_done_can_be_opened_again(sign_in, clm):
    table = start(clm)
    fill(table, clm)
    browser = sign_in(clm)
    for word in ("schikken", "dekken", "manieren"):
        assert browser.post(reverse("setup-done", args=[table.slug, word]), {"once": word}).status_code == 302
    assert "Alle drie de stappen zijn klaar" in browser.get(reverse("setup", args=[table.slug])).text

    browser.post(reverse("setup-reopen", args=[table.slug, "dekken"]), {"once": "z"})

    assert [step.kind for step in table.steps.filter(done_at=None)] == [KIND.PREPARE]


# --- filling in ---------------------------------------------------------------------------------------------------------


def test_a_step_keeps_what_is_filled_in_without_asking_for_the_rest(sign_in, clm):
    table, browser = start(clm), None
    browser = sign_in(clm)
    path = reverse("setup-step", args=[table.slug, "schikken"])

    first = browser.post(path, {"occasion": "Ouders vragen erom.", "once": "a"})
    browser.post(path, {"occasion": "Ouders vragen erom.", "urgency": "now", "once": "b"})

    assert first.status_code == 302
    found = Setup.objects.get(table=table)
    assert (found.occasion, found.urgency, found.support) == ("Ouders vragen erom.", "now", "")
    page = browser.get(path).text
    assert "Ouders vragen erom." in page
    assert "nog niet gekozen" in page
    assert "-----" not in page
    assert "Het draagvlak is bepaald, met de reden" in page


def test_the_words_of_the_table_itself_are_kept_with_the_step_and_raise_its_version(sign_in, clm):
    table = start(clm)
    words = {"aim": "Samen leren.", "counting": "Wachttijd", "rhythm_min": "3", "rhythm_max": "6", "once": "a"}

    sign_in(clm).post(reverse("setup-step", args=[table.slug, "dekken"]), words)

    found = Table.objects.get(pk=table.pk)
    assert (found.aim, found.rhythm, found.setup.counting) == ("Samen leren.", "3 tot 6 keer per jaar", "Wachttijd")
    assert found.version > table.version


def test_a_rhythm_that_runs_backwards_is_refused_and_nothing_typed_is_lost(sign_in, clm):
    table = start(clm)
    words = {"aim": "Samen leren.", "rhythm_min": "6", "rhythm_max": "3", "once": "a"}

    answer = sign_in(clm).post(reverse("setup-step", args=[table.slug, "dekken"]), words)

    assert "Vul een getal in van 6 of hoger." in answer.text
    assert "Samen leren." in answer.text
    assert not Table.objects.get(pk=table.pk).aim


def test_a_landscape_table_without_a_setup_opens_and_looking_makes_nothing(sign_in, clm):
    table = make_table(state=Table.State.PREPARING, cycle=False)
    browser = sign_in(clm)

    for path in ("setup", "seating-plan", "table-invitations", "quotes"):
        assert browser.get(reverse(path, args=[table.slug])).status_code == 200
    assert not Setup.objects.exists()

    browser.post(reverse("setup-step", args=[table.slug, "manieren"]), {"intentions": "Luisteren", "once": "a"})
    assert (Setup.objects.get().intentions, SetupStep.objects.count()) == ("Luisteren", 3)


def test_an_unknown_step_is_not_there(sign_in, clm):
    assert sign_in(clm).get(reverse("setup-step", args=[start(clm).slug, "koken"])).status_code == 404


def test_a_table_that_ended_is_not_set_up_any_more(clm):
    table = make_table(state=Table.State.ENDED)

    with pytest.raises(ValidationError, match="gestopt"):
        setup.fill_in(table, words={"occasion": "x"}, of_table={}, by=clm)
    assert not Setup.objects.exists()


# --- who does what ------------------------------------------------------------------------------------------------------


def test_who_is_asked_to_see_to_a_step_hears_it_and_may_set_the_table_up_until_it_starts(clm, gemeente):
    table = start(clm)
    assert not may(gemeente, Permission.TABLE_SETUP, table)

    setup.assign(table, KIND.PREPARE, to=gemeente.person, by=clm)
    setup.assign(table, KIND.PREPARE, to=gemeente.person, by=clm)

    assert Table.objects.get(pk=table.pk).roles_of(gemeente) == {Role.ARRANGER}
    assert may(gemeente, Permission.TABLE_SETUP, Table.objects.get(pk=table.pk))
    assert Notice.objects.filter(person=gemeente.person, code="setup.asked").count() == 1
    Table.objects.filter(pk=table.pk).update(state=Table.State.RUNNING)
    assert not may(gemeente, Permission.TABLE_SETUP, Table.objects.get(pk=table.pk))


def test_who_sees_to_a_step_finds_it_on_their_own_page(sign_in, clm, gemeente):
    table = start(clm)
    sign_in(clm).post(reverse("setup-owner", args=[table.slug, "dekken"]), {"owner": gemeente.person.pk, "once": "a"})

    page = sign_in(gemeente).get("/mijn/").text

    assert f"{table.name}: tafel dekken" in page
    assert reverse("setup", args=[table.slug]) in page


def test_who_sees_to_a_step_of_a_closed_table_sees_that_table(sign_in, clm, gemeente, gemeente2):
    table = start(clm)
    Table.objects.filter(pk=table.pk).update(openness="closed")
    setup.assign(table, KIND.PREPARE, to=gemeente.person, by=clm)

    assert sign_in(gemeente).get(reverse("setup", args=[table.slug])).status_code == 200
    assert sign_in(gemeente2).get(reverse("setup", args=[table.slug])).status_code == 404


def test_a_chair_chooses_among_their_own_colleagues_and_not_among_everybody(sign_in, voorzitter, clm):
    table = start(clm)
    Table.objects.filter(pk=table.pk).update(chair=voorzitter.person)
    stranger = make_account(name="Quirine Verweg")

    page = sign_in(voorzitter).get(reverse("setup", args=[table.slug]))

    assert page.status_code == 200
    assert stranger.person.name not in page.text


def test_the_overview_asks_as_much_with_fifty_invitations_as_with_none(sign_in, clm, django_assert_max_num_queries):
    table = start(clm)
    agreements.record(table, "coffee", text="Om de beurt", level="public", agreed_on=table.edited_at.date(), by=clm)
    browser = sign_in(clm)
    path = reverse("setup", args=[table.slug])
    browser.get(path)
    with django_assert_max_num_queries(22) as few:
        browser.get(path)
    for number in range(50):
        one = TableInvitation(table=table, name="Gast", email=f"gast{number}@werk.example", involvement="member")
        invitations.draft(one, by=clm)

    with django_assert_max_num_queries(len(few.captured_queries)):
        browser.get(path)
