"""The register of working agreements: what holds when, for whom, and which municipality subscribes to it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from leerlandschap.commons import search
from leerlandschap.commons.models import AuditEvent
from leerlandschap.network.models import Organisation, OrganisationKind
from leerlandschap.network.roles import Role
from tables.flows import landings, stances, working_agreements
from tables.models import Openness, Seat, Stance, WorkingAgreement
from tests.factories import (
    make_account,
    make_insight,
    make_landing,
    make_organisation,
    make_seat,
    make_table,
    make_theme,
)

pytestmark = pytest.mark.django_db
URL = "/werkafspraken/"


def municipality(name: str) -> Organisation:
    return make_organisation(name, kind=OrganisationKind.MUNICIPALITY)


def policy_of(name: str):
    """An account that speaks for a municipality."""
    return make_account(organisation=municipality(name), role=Role.POLICY)


def agreed(text: str = "We bellen eerst.", *, table=None, **fields) -> WorkingAgreement:
    return working_agreements.make(table or make_table(), text=text, by=None, **fields)


def held(agreement: WorkingAgreement, *, since: int, until: int | None = None) -> WorkingAgreement:
    """Holding from so many days from today until so many."""
    today = timezone.localdate()
    ended = today + timedelta(days=until) if until is not None else None
    WorkingAgreement.objects.filter(pk=agreement.pk).update(valid_from=today + timedelta(days=since), ended_on=ended)
    return WorkingAgreement.objects.get(pk=agreement.pk)


# --- stances ----------------------------------------------------------------------------------------------------------


def test_one_municipality_subscribes_and_another_does_not_and_both_are_shown(visitor, clm):
    agreement = agreed()
    stances.take(agreement, organisation=municipality("Gemeente Waterrijk"), subscribes=True, by=clm)
    stances.take(
        agreement, organisation=municipality("Gemeente Nieuwland"), subscribes=False, reason="Te weinig mensen.", by=clm
    )

    page = visitor.get(agreement.get_absolute_url()).text
    listed = visitor.get(URL).text

    for part in ("Gemeente Waterrijk", "onderschrijft niet", "Te weinig mensen.", "geldt deze werkafspraak niet"):
        assert part in page
    assert "Onderschreven door" in listed
    assert "Niet onderschreven door" in listed
    assert AuditEvent.objects.filter(code="stance.taken").count() == 2


def test_the_last_word_of_a_municipality_counts(clm):
    agreement, waterrijk = agreed(), municipality("Gemeente Waterrijk")
    stances.take(agreement, organisation=waterrijk, subscribes=False, reason="Nog niet.", by=clm)
    stances.take(agreement, organisation=waterrijk, subscribes=True, by=clm)

    stance = Stance.objects.get()
    assert (stance.subscribes, stance.reason) == (True, "")


def test_who_does_not_subscribe_says_why_and_only_municipalities_say_so(clm):
    agreement = agreed()
    with pytest.raises(ValidationError, match="waarom je gemeente"):
        stances.take(agreement, organisation=municipality("Nieuwland"), subscribes=False, reason=" ", by=clm)
    with pytest.raises(ValidationError, match="Alleen een gemeente"):
        stances.take(agreement, organisation=make_organisation("Het Riet"), subscribes=True, by=clm)


def test_nothing_is_said_any_more_of_an_agreement_that_ended(clm):
    agreement = working_agreements.end(agreed(), by=clm)

    with pytest.raises(ValidationError, match="geldt niet meer"):
        stances.take(agreement, organisation=municipality("Waterrijk"), subscribes=True, by=clm)
    with pytest.raises(ValidationError, match="geldt al niet meer"):
        working_agreements.hold_for(agreement, [], by=clm)


@pytest.mark.parametrize(
    ("role", "may_say"), [(Role.POLICY, True), (Role.ORGANISATION_ADMIN, True), (Role.CONTROL, False), (None, False)]
)
def test_policy_and_the_organisation_admin_speak_for_their_municipality(role, may_say, sign_in):
    waterrijk = municipality("Gemeente Waterrijk")
    user, agreement = make_account(organisation=waterrijk, role=role), agreed()
    page = sign_in(user)

    assert ("Leg het standpunt vast" in page.get(agreement.get_absolute_url()).text) is may_say
    answer = page.post(f"{agreement.get_absolute_url()}standpunt/", {"organisation": waterrijk.pk, "answer": "ja"})

    assert (answer.status_code, Stance.objects.exists()) == ((302, True) if may_say else (403, False))


def test_nobody_speaks_for_another_municipality(sign_in):
    user, agreement = policy_of("Gemeente Waterrijk"), agreed()
    other = municipality("Gemeente Nieuwland")

    page = sign_in(user).post(f"{agreement.get_absolute_url()}standpunt/", {"organisation": other.pk, "answer": "ja"})

    assert page.status_code == 409
    assert not Stance.objects.exists()


@pytest.mark.parametrize("who", ["clm", "regio", "voorzitter"])
def test_who_leads_or_oversees_says_nothing_for_a_municipality(who, request, sign_in, voorzitter):
    agreement = agreed(table=make_table(chair=voorzitter.person))
    user, waterrijk = request.getfixturevalue(who), municipality("Gemeente Waterrijk")

    url = f"{agreement.get_absolute_url()}standpunt/"
    assert sign_in(user).post(url, {"organisation": waterrijk.pk, "answer": "ja"}).status_code == 403


def test_an_agreement_that_a_municipality_may_not_read_is_not_there_for_a_stance(sign_in):
    user, walled = policy_of("Gemeente Waterrijk"), agreed(openness=Openness.TABLE)

    assert sign_in(user).post(f"{walled.get_absolute_url()}standpunt/", {"answer": "ja"}).status_code == 404
    assert not Stance.objects.visible_to(user).exists()


def test_no_without_a_reason_keeps_what_was_chosen(sign_in):
    user, agreement = policy_of("Gemeente Waterrijk"), agreed()
    where = municipality("Gemeente Waterrijk")

    page = sign_in(user).post(f"{agreement.get_absolute_url()}standpunt/", {"organisation": where.pk, "answer": "nee"})

    assert page.status_code == 409
    assert "waarom je gemeente deze afspraak niet onderschrijft" in page.text
    assert 'value="nee"' in page.text.split("checked")[0][-200:]


def test_a_municipality_for_which_it_holds_and_that_said_nothing_is_named_so(visitor):
    waterrijk, nieuwland = municipality("Gemeente Waterrijk"), municipality("Gemeente Nieuwland")
    table = make_table()
    Seat.objects.filter(pk=make_seat(table).pk).update(organisation=waterrijk)

    for_all, for_one = agreed(table=table), agreed(table=table, holds_for=[nieuwland])

    assert visitor.get(for_all.get_absolute_url()).context["silent"] == [waterrijk]
    assert visitor.get(for_one.get_absolute_url()).context["silent"] == [nieuwland]


# --- the register -----------------------------------------------------------------------------------------------------


def test_what_holds_on_a_day_from_the_first_to_the_last():
    today = timezone.localdate()
    agreement = held(agreed(), since=-10, until=10)

    def valid(days: int) -> bool:
        return WorkingAgreement.objects.valid_on(today + timedelta(days=days)).exists()

    assert [valid(days) for days in (-11, -10, 10, 11)] == [False, True, True, False]
    assert [agreement.state_on(today + timedelta(days=days)) for days in (-11, 0, 11)] == [
        "gaat nog in",
        "geldt",
        "geldt niet meer",
    ]


def test_the_register_shows_what_holds_now_and_finds_what_ended(visitor):
    now, over = agreed("We bellen."), held(agreed("We faxen."), since=-30, until=-5)
    coming = held(agreed("We bezoeken."), since=5)
    day = (timezone.localdate() - timedelta(days=20)).isoformat()

    def found(query: str) -> set:
        return {row[0] for row in visitor.get(f"{URL}?{query}").context["rows"]}

    assert found("") == {now}
    assert found("toon=voorbij") == {over}
    assert found("toon=alles") == {now, over, coming}
    assert found(f"op={day}") == {over}
    assert found("op=onzin") == {now}
    assert "geldt niet meer" in visitor.get(f"{URL}?toon=voorbij").text
    assert "Deze werkafspraak gold van" in visitor.get(over.get_absolute_url()).text


def test_the_register_is_filtered_by_words_table_theme_and_municipality(visitor):
    crisis, logeren = make_table(theme=make_theme("Crisis")), make_table(theme=make_theme("Logeren"))
    waterrijk = municipality("Gemeente Waterrijk")
    Seat.objects.filter(pk=make_seat(logeren).pk).update(organisation=waterrijk)
    one, other = agreed("We bellen de wijkteams.", table=crisis), agreed("Een vast bed.", table=logeren)
    named = agreed("Een eigen kamer.", table=crisis, holds_for=[waterrijk])

    def found(query: str) -> set:
        return {row[0] for row in visitor.get(f"{URL}?{query}").context["rows"]}

    assert found("zoek=wijkteam") == {one}
    assert found(f"tafel={crisis.slug}") == {one, named}
    assert found("thema=logeren") == {other}
    assert found(f"gemeente={waterrijk.ref}") == {other, named}
    assert found("gemeente=onzin") == {one, other, named}
    assert "Geen werkafspraak past bij wat je koos." in visitor.get(f"{URL}?zoek=zeppelin").text


def test_the_register_asks_as_much_for_many_as_for_few(gemeente, sign_in, clm):
    table, page, places = make_table(), sign_in(gemeente), [municipality(f"Gemeente {number}") for number in range(3)]

    def more() -> None:
        agreement = agreed(table=table, holds_for=places[:2])
        for place in places:
            stances.take(agreement, organisation=place, subscribes=True, by=clm)

    def asked(url: str) -> int:
        with CaptureQueriesContext(connection) as found:
            assert page.get(url).status_code == 200
        return len(found)

    more()
    url = WorkingAgreement.objects.get().get_absolute_url()
    asked(URL)
    few = asked(URL), asked(url)
    for _number in range(20):
        more()
    assert (asked(URL), asked(url)) == few


@pytest.mark.parametrize(
    ("level", "readers"), [("public", {"visitor", "gemeente", "aanbieder"}), ("table", {"aanbieder"})]
)
def test_its_openness_holds_on_the_page_the_register_and_in_search(level, readers, request, sign_in, visitor):
    table = make_table()
    make_seat(table, request.getfixturevalue("aanbieder").person)
    agreement = agreed("We bellen de wijkteams.", table=table, openness=level)
    for who in ("visitor", "gemeente", "aanbieder"):
        page = visitor if who == "visitor" else sign_in(request.getfixturevalue(who))
        reads = who in readers
        assert (page.get(agreement.get_absolute_url()).status_code == 200) is reads
        for address in (URL, "/opbrengst/", f"{URL}?zoek=wijkteams"):
            assert ("We bellen de wijkteams." in page.get(address).text) is reads, f"{who} at {address}"
    found = search.find(request.getfixturevalue("gemeente"), "wijkteams", kinds=["working_agreement"])
    assert bool(found) is ("gemeente" in readers)


def test_an_agreement_leads_back_to_the_insight_it_follows_from(visitor, clm):
    landing = make_landing(make_insight(make_table(), "Bellen helpt."), kind="working_agreement")
    agreement = landings.take(landing, to="agreed", by=clm).agreement

    assert "Bellen helpt." in visitor.get(agreement.get_absolute_url()).text
    assert agreement.get_absolute_url() in visitor.get(landing.get_absolute_url()).text


def test_who_leads_says_for_whom_it_holds_and_ends_it_but_never_changes_its_words(voorzitter, sign_in):
    agreement, waterrijk = agreed(table=make_table(chair=voorzitter.person)), municipality("Gemeente Waterrijk")
    page, url = sign_in(voorzitter), agreement.get_absolute_url()

    assert page.post(f"{url}voor-wie/", {"holds_for": [waterrijk.pk], "text": "Anders."}).url == url
    assert page.post(f"{url}beeindigen/").url == url

    now = WorkingAgreement.objects.get()
    assert (now.text, list(now.holds_for.all()), now.ended_on) == (agreement.text, [waterrijk], timezone.localdate())
