"""Running a meeting: beginning it, who is there, minuting item by item; and that nothing that was typed is ever lost."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import guard
from leerlandschap.commons.models import AuditEvent
from tables.flows import closing, cockpit, drafts
from tables.models import (
    Action,
    AgendaItem,
    Attendance,
    Decision,
    Draft,
    Meeting,
    Minutes,
    Openness,
    ResearchQuestion,
    WorkingAgreement,
)
from tests.factories import (
    PASSWORD,
    make_account,
    make_item,
    make_meeting,
    make_organisation,
    make_person,
    make_seat,
    make_table,
)
from tests.tables.test_query_counts import Questions

pytestmark = pytest.mark.django_db
# The notice that something was not saved.
OFFERED = 'id="kladje"'


@pytest.fixture
def chair():
    return make_account(name="Wies Kromhout")


@pytest.fixture
def table(chair):
    return make_table("Crisis", chair=chair.person)


@pytest.fixture
def meeting(table):
    return make_meeting(table, in_days=-1, state=Meeting.State.RUNNING)


@pytest.fixture
def item(meeting):
    return make_item(meeting, "Wachttijd")


def sent(browser, item: AgendaItem, *, seen: int | None = None, follow: bool = False, **typed):
    """What a browser sends from the page of an item, which it opened when the notes were at version `seen`."""
    page = browser.get(f"{reverse('cockpit', args=[item.meeting.ref])}?punt={item.ref}").content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    fields = {"seen": hidden["seen"], "before": hidden["before"], "once": hidden["once"], "notes": item.notes} | typed
    if seen is not None:
        fields["seen"] = seen
    return browser.post(reverse("item-minutes", args=[item.ref]), fields, follow=follow)


def at(item: AgendaItem) -> str:
    return f"{reverse('cockpit', args=[item.meeting.ref])}?punt={item.ref}"


# --- beginning ------------------------------------------------------------------------------------------------------------


def test_a_meeting_begins_on_its_day_and_not_before(table, chair):
    today, tomorrow = make_meeting(table, in_days=0), make_meeting(table, in_days=1)

    assert cockpit.begin(today, by=chair).state == Meeting.State.RUNNING
    with pytest.raises(ValidationError):
        cockpit.begin(tomorrow, by=chair)
    with pytest.raises(ValidationError):
        cockpit.begin(today, by=chair)


def test_before_it_begins_nothing_can_be_noted(table, chair):
    item = make_item(make_meeting(table, in_days=0))

    with pytest.raises(ValidationError) as refused:
        cockpit.minute(item, notes="Te vroeg", seen=0, by=chair)

    assert refused.value.messages == [cockpit.NOT_BEGUN]


def test_the_page_offers_to_begin_and_leads_on(table, chair, sign_in):
    meeting, browser = make_meeting(table, in_days=0), sign_in(chair)
    make_item(meeting, "Wachttijd")
    before = browser.get(reverse("cockpit", args=[meeting.ref])).content.decode()
    assert "Begin de bijeenkomst" in before
    assert "Wachttijd" in before

    page = browser.post(reverse("meeting-begin", args=[meeting.ref]), follow=True).content.decode()

    assert "Wie is er?" in page


def test_after_closing_the_cockpit_leads_to_the_minutes_and_notes_nothing(item, chair, sign_in):
    made = closing.close(item.meeting, by=chair)

    assert sign_in(chair).get(reverse("cockpit", args=[item.meeting.ref])).url == made.get_absolute_url()
    with pytest.raises(ValidationError) as refused:
        cockpit.minute(item, notes="Te laat", seen=0, by=chair)
    assert refused.value.messages == [cockpit.CLOSED]


# --- who is there ---------------------------------------------------------------------------------------------------------


def test_what_people_answered_is_filled_in_and_noted_as_they_were_there(meeting, item, chair, sign_in):
    organisation = make_organisation("Waterrijk")
    coming, excused, silent = (make_seat(meeting.table, make_person(name=name)) for name in ("Anna", "Berend", "Cas"))
    silent.organisation = organisation
    silent.save()
    for seat, state in ((coming, "coming"), (excused, "excused")):
        Attendance.objects.create(meeting=meeting, person=seat.person, state=state, answered_at=timezone.now())
    browser = sign_in(chair)
    page = browser.get(f"{reverse('cockpit', args=[meeting.ref])}?punt=aanwezig").content.decode()
    checked = re.findall(r'name="wie-([\w-]+)" value="(\w+)"[^>]*checked', page)
    assert dict(checked) == {str(coming.person.ref): "present", str(excused.person.ref): "excused"}

    answer = browser.post(
        reverse("presence-note", args=[meeting.ref]),
        {f"wie-{coming.person.ref}": "deputy", f"wie-{silent.person.ref}": "present", "naar": "volgende"},
    )

    assert answer.url == at(item)
    noted = dict(meeting.attendances.values_list("person__name", "presence"))
    assert noted == {"Anna": "deputy", "Berend": "", "Cas": "present"}
    row = meeting.attendances.get(person=silent.person)
    assert (row.state, row.organisation) == ("", organisation)


def test_a_choice_that_is_not_there_is_refused_in_words(meeting, chair, sign_in):
    seat = make_seat(meeting.table)

    answer = sign_in(chair).post(reverse("presence-note", args=[meeting.ref]), {f"wie-{seat.person.ref}": "misschien"})

    assert answer.status_code == 409
    assert "Kies een van de vier." in answer.content.decode()
    assert not meeting.attendances.exists()


# --- item by item ---------------------------------------------------------------------------------------------------------


def test_one_press_of_enter_saves_the_notes_and_the_outcome_and_comes_back(item, chair, sign_in):
    answer = sent(sign_in(chair), item, notes="Er is veel gezegd.", text="b We bellen eerst.", follow=True)

    page = answer.content.decode()
    item.refresh_from_db()
    assert (item.notes, item.notes_version, item.state) == ("Er is veel gezegd.", 1, AgendaItem.State.DISCUSSED)
    assert Decision.objects.get().text == "We bellen eerst."
    assert "Genoteerd: besluit. We bellen eerst." in page
    assert re.search(r'id="punt-text"[^>]*autofocus', page)


def test_enter_presses_the_button_that_saves_and_stays(item, chair, sign_in):
    """Of the buttons of a form the first on the page is pressed, also those that stand outside it."""
    page = sign_in(chair).get(at(item)).content.decode()

    own = page[page.index("<main") :]
    first = re.search(r"<button[^>]*>", own)[0]
    assert 'form="stap"' in first
    assert "name=" not in first


def test_twelve_outcomes_of_six_kinds_in_one_line_each(item, chair, sign_in):
    browser = sign_in(chair)
    for number in range(2):
        for letter in "baivwg":
            assert sent(browser, item, text=f"{letter} Uitkomst {letter}{number}").status_code == 302

    page = browser.get(at(item)).content.decode()
    assert all(f"Uitkomst {letter}{number}" in page for letter in "baivwg" for number in range(2))
    assert Decision.objects.count() == Action.objects.count() == ResearchQuestion.objects.count() == 2


def test_an_action_says_who_and_when_and_an_agreement_for_whom(item, chair, sign_in):
    seat = make_seat(item.table, make_person(name="Anna"))
    organisation = make_organisation("Waterrijk")
    seat.organisation = organisation
    seat.save()
    browser = sign_in(chair)

    sent(browser, item, text="a Bel", owner=seat.person.pk, due_on="12-1-2027", holds_for=[organisation.pk])
    sent(browser, item, text="Elke maandag", kind="agreement", owner=seat.person.pk, holds_for=[organisation.pk])

    action, agreement = Action.objects.get(), WorkingAgreement.objects.get()
    assert (action.owner, action.due_on.isoformat()) == (seat.person, "2027-01-12")
    assert list(agreement.holds_for.all()) == [organisation]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": "a Bel", "due_on": "morgen"}, "Vul een dag in"),
        ({"text": "Iets", "kind": "wens"}, "Kies een van de soorten."),
        ({"text": "b Iets", "openness": "public"}, "Dit kan niet opener zijn dan de tafel"),
        ({"text": "g " + "x" * 200}, "past in 160 tekens"),
        ({"text": "a Bel", "owner": "99999999999999999999"}, "Kies iemand die aan tafel zit"),
        ({"text": "b Iets", "holds_for": ["1"]}, "Kies organisaties die aan deze tafel zitten."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(typed, sentence, item, chair, sign_in):
    AgendaItem.objects.filter(pk=item.pk).update(openness=Openness.TABLE)
    answer = sent(sign_in(chair), item, notes="Blijft staan.", **typed)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert sentence in page
    assert "Blijft staan." in page
    assert typed["text"] in page
    item.refresh_from_db()
    assert item.notes == ""


def test_next_says_it_was_discussed_and_skip_does_not(meeting, chair, sign_in):
    first, second, third = (make_item(meeting, title, position=at) for at, title in enumerate("abc"))
    browser = sign_in(chair)

    answer = sent(browser, first, naar="volgende")
    assert f"punt={second.ref}" in answer.url
    answer = sent(browser, second, naar="overslaan")
    assert f"punt={third.ref}" in answer.url
    answer = sent(browser, third, naar=str(first.ref))
    assert f"punt={first.ref}" in answer.url
    assert "sluiten" in sent(browser, third, naar="sluiten").url

    states = [one.state for one in AgendaItem.objects.order_by("position")]
    assert states == ["discussed", "planned", "planned"]


def test_an_item_is_not_discussed_after_all_unless_something_was_noted(item, chair):
    cockpit.minute(item, notes=None, seen=0, discussed=True, by=chair)
    assert cockpit.set_aside(item, by=chair).state == AgendaItem.State.PLANNED
    cockpit.minute(item, notes="Toch wel.", seen=0, by=chair)

    with pytest.raises(ValidationError):
        cockpit.set_aside(item, by=chair)


def test_to_change_an_outcome_its_words_come_back_into_the_line_and_nothing_else_is_lost(item, chair, sign_in):
    browser = sign_in(chair)
    sent(browser, item, text="b We belen eerst")
    decision = Decision.objects.get()

    browser.post(
        reverse("outcome-take-back", args=[item.ref, "decision", decision.ref]),
        {"wijzig": "ja", "notes": "Half getypt verslag", "seen": 0, "text": ""},
    )

    page = browser.get(at(item)).content.decode()
    assert 'value="We belen eerst"' in page
    assert "Half getypt verslag" in page
    assert not Decision.objects.exists()


# --- nothing is lost ------------------------------------------------------------------------------------------------------


def test_what_is_typed_is_kept_and_offered_back_until_it_is_saved(item, chair, sign_in):
    typed = {"notes": "Half getypt", "seen": 0, "text": "een besl", "kind": "insight"}
    assert sign_in(chair).post(reverse("item-draft", args=[item.ref]), typed).status_code == 204

    another = sign_in(chair)
    page = another.get(at(item)).content.decode()
    assert OFFERED in page
    assert "Half getypt" in page
    assert 'value="een besl"' in page
    assert '<option value="insight" selected>' in page

    sent(another, item, notes="Helemaal getypt")
    assert OFFERED not in another.get(at(item)).content.decode()
    assert not Draft.objects.exists()


def test_a_draft_is_its_owners_alone_and_can_be_thrown_away(item, chair, clm, sign_in):
    browser = sign_in(chair)
    browser.post(reverse("item-draft", args=[item.ref]), {"notes": "Van mij", "seen": 0})

    assert "Van mij" not in sign_in(clm).get(at(item)).content.decode()
    closing_page = sign_in(clm).get(reverse("meeting-close", args=[item.meeting.ref])).content.decode()
    assert "Wies Kromhout" in closing_page
    assert "Van mij" not in closing_page
    browser.post(reverse("item-draft", args=[item.ref]), {"weg": "ja"})
    assert "Van mij" not in browser.get(at(item)).content.decode()


def test_what_was_typed_outlives_an_expired_sign_in(item, chair, client, sign_in):
    browser = sign_in(chair)
    browser.get(at(item))
    browser.logout()

    answer = browser.post(
        reverse("item-minutes", args=[item.ref]),
        {"notes": "Net getypt", "seen": 0, "before": "x", "text": "b We bellen"},
    )
    assert answer.url.startswith("/account/login/") or "inloggen" in answer.url
    assert not Draft.objects.exists()
    back = browser.post(answer.url, {"login": chair.email, "password": PASSWORD}, follow=True)

    page = back.content.decode()
    assert OFFERED in page
    assert "Net getypt" in page
    assert "We bellen" in page
    sent(browser, item, notes="Net getypt")
    assert OFFERED not in browser.get(at(item)).content.decode()


def test_what_somebody_else_typed_before_they_signed_out_is_not_shown(item, chair, clm, sign_in):
    """A stranger's browser keeps what was typed in it, and who signs in there without rights sees none of it."""
    stranger = make_account()
    browser = sign_in(stranger)
    browser.logout()
    browser.post(reverse("item-minutes", args=[item.ref]), {"notes": "Geheim", "before": "x"})
    browser.force_login(stranger)

    assert browser.get(at(item)).status_code == 403


def test_drafts_nobody_came_back_for_lapse(item, chair):
    drafts.keep(chair, drafts.place_of(item), {"notes": "Oud"})
    assert drafts.tidy(timezone.now() + timedelta(days=59)) == 0
    assert drafts.tidy(timezone.now() + timedelta(days=61)) == 1


def test_a_draft_holds_what_the_form_knows_and_no_more(item, chair):
    drafts.keep(chair, drafts.place_of(item), {"notes": "x" * 30_000, "password": "geheim"})

    assert Draft.objects.get().fields == {"notes": "x" * 20_000}


# --- two at once ----------------------------------------------------------------------------------------------------------

SCRIPT = "<script>alert('hallo')</script>"


def test_the_later_of_two_sees_both_versions_and_nothing_is_lost(item, chair, clm, sign_in):
    cockpit.minute(item, notes=f"Van Wies {SCRIPT}", seen=0, by=chair)

    answer = sent(sign_in(clm), item, seen=0, notes=f"Van CLM {SCRIPT}", text="b We bellen", before="x")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert SCRIPT not in page
    assert page.count("Van Wies &lt;script&gt;") == page.count("Van CLM &lt;script&gt;") - 1 == 2
    assert '<input type="hidden" name="text" value="b We bellen">' in page
    item.refresh_from_db()
    assert item.notes == f"Van Wies {SCRIPT}"
    assert not Decision.objects.exists()
    assert Draft.objects.get(user=clm).fields["notes"] == f"Van CLM {SCRIPT}"


@pytest.mark.parametrize(
    ("choice", "left"),
    [("samen", "Van Wies.\n\nVan CLM."), ("mijn", "Van CLM."), ("hun", "Van Wies.")],
)
def test_who_comes_later_chooses(choice, left, item, chair, clm, sign_in):
    cockpit.minute(item, notes="Van Wies.", seen=0, by=chair)
    browser = sign_in(clm)

    answer = browser.post(
        reverse("item-minutes", args=[item.ref]),
        {
            "seen": 1,
            "before": "",
            "mijn": "Van CLM.",
            "notes": "Van Wies.\n\nVan CLM.",
            "kies": choice,
            "text": "b Bel",
        },
    )

    item.refresh_from_db()
    assert answer.status_code == 302
    assert item.notes == left
    assert Decision.objects.count() == 1


def test_choosing_on_top_of_a_third_version_shows_both_again(item, chair, clm, sign_in):
    cockpit.minute(item, notes="Een", seen=0, by=chair)
    cockpit.minute(item, notes="Twee", seen=1, by=chair)

    answer = sign_in(clm).post(
        reverse("item-minutes", args=[item.ref]),
        {"seen": 1, "before": "", "mijn": "Drie", "notes": "Een Drie", "kies": "samen"},
    )

    assert answer.status_code == 409
    assert "Twee" in answer.content.decode()


def test_who_did_not_touch_the_notes_is_not_in_the_way_of_who_did(item, chair, clm, sign_in):
    browser = sign_in(clm)
    page = browser.get(at(item)).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    cockpit.minute(item, notes="Intussen", seen=0, by=chair)

    answer = browser.post(reverse("item-minutes", args=[item.ref]), {**hidden, "notes": "", "text": "b We bellen"})

    assert answer.status_code == 302
    item.refresh_from_db()
    assert (item.notes, Decision.objects.count()) == ("Intussen", 1)


# --- the guard ------------------------------------------------------------------------------------------------------------

BSN = "Zijn nummer is 123456782."


def test_a_bsn_is_refused_and_no_draft_holds_one(item, chair, client, sign_in):
    browser = sign_in(chair)

    answer = sent(browser, item, notes=BSN, text=f"b {BSN}")
    browser.post(reverse("item-draft", args=[item.ref]), {"notes": BSN, "text": BSN, "seen": 0})
    client.post(reverse("item-minutes", args=[item.ref]), {"notes": BSN, "before": "x"})

    assert answer.status_code == 409
    assert answer.content.decode().count(guard.BSN) == 4
    assert not Decision.objects.exists()
    assert "123456782" not in str(Draft.objects.get().fields)
    assert "123456782" not in str(client.session["unsaved"])


def test_what_may_point_to_somebody_is_taken_out_or_kept_with_a_reason_and_no_finding_is_stored(item, chair, sign_in):
    make_seat(item.table, make_person(name="Anna Dijk"))
    browser, typed = sign_in(chair), "Anna Dijk belt. Bel 06-12345678 of Bram Veld."
    page = sent(browser, item, notes=typed, text="a Bel").content.decode()
    keys = re.findall(r'name="notes-houden" value="(\w+)"', page)
    assert len(keys) == 2  # who sits at the table is no finding
    assert not Action.objects.exists()

    out = sent(browser, item, notes=typed, text="a Bel", **{"notes-weg": keys[0]}).content.decode()
    assert "Bel [telefoonnummer] of Bram Veld." in out
    left = {"notes": "Anna Dijk belt. Bel [telefoonnummer] of Bram Veld.", "text": "a Bel"}
    assert sent(browser, item, **left, **{"notes-houden": keys[1]}).status_code == 409
    saved = sent(browser, item, **left, **{"notes-houden": keys[1], "notes-reden": "Zij is gast."})

    assert saved.status_code == 302
    item.refresh_from_db()
    assert item.notes == left["notes"]
    assert Action.objects.count() == 1
    assert AuditEvent.objects.get(code="guard.kept").details == {"name": 1}
    assert "Zij is gast" not in str(
        [*AuditEvent.objects.values(), *Draft.objects.values(), *AgendaItem.objects.values()]
    )
    again = sent(browser, item, notes=f"{left['notes']} En verder.")
    assert again.status_code == 302  # what stood there is not asked about again


def test_what_one_keeps_of_two_versions_meets_the_guard_too_and_a_choice_goes_along(item, chair, clm, sign_in):
    cockpit.minute(item, notes="Van Wies.", seen=0, by=chair)
    browser, chosen = sign_in(clm), {"seen": 1, "before": "", "mijn": BSN, "notes": "Samen.", "kies": "mijn"}
    assert guard.BSN in browser.post(reverse("item-minutes", args=[item.ref]), chosen).content.decode()
    assert browser.post(reverse("item-minutes", args=[item.ref]), {**chosen, "kies": "hun"}).status_code == 302

    page = sent(browser, item, seen=0, notes="Bel 06-12345678").content.decode()
    kept = {"notes-houden": re.search(r'name="notes-houden" value="(\w+)"', page)[1], "notes-reden": "Van de balie."}
    both = sent(browser, item, seen=0, notes="Bel 06-12345678", **kept).content.decode()

    assert "Iemand anders bewaarde intussen ook" in both
    for name, value in kept.items():
        assert f'<input type="hidden" name="{name}" value="{value}">' in both


# --- who may, and what it costs -------------------------------------------------------------------------------------------


def test_members_do_not_minute_and_who_leads_does(item, chair, sign_in):
    member = make_account()
    make_seat(item.table, member.person)

    assert sign_in(member).get(at(item)).status_code == 403
    assert sign_in(member).post(reverse("item-draft", args=[item.ref]), {"notes": "x"}).status_code == 403
    assert sign_in(chair).get(at(item)).status_code == 200


def test_an_item_asks_as_many_questions_with_forty_outcomes_as_with_one(item, chair, sign_in):
    browser = sign_in(chair)

    def asked() -> int:
        browser.get(at(item))
        with Questions() as questions:
            assert browser.get(at(item)).status_code == 200
        return len(questions)

    for letter in "baivwg":
        sent(browser, item, text=f"{letter} Een")
    few = asked()
    for number in range(6):
        make_seat(item.table)
        make_item(item.meeting)
        for letter in "baivwg":
            sent(browser, item, text=f"{letter} Nog {number}")

    assert asked() == few
    assert few <= 32


def test_closing_from_the_page(item, chair, sign_in):
    browser = sign_in(chair)
    page = browser.get(reverse("meeting-close", args=[item.meeting.ref])).content.decode()
    assert "Niet besproken." in page

    answer = browser.post(reverse("meeting-close", args=[item.meeting.ref]), {"once": "k"})

    assert answer.url == Minutes.objects.get().get_absolute_url()
