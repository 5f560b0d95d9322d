"""Good examples: told at a table or at none, with the organisation named only where it agrees."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError

from leerlandschap.commons.models import AuditEvent
from tables.flows import examples, openness
from tables.models import GoodExample, Openness
from tests.factories import make_item, make_meeting, make_organisation, make_seat, make_table, make_theme

pytestmark = pytest.mark.django_db


def test_an_example_told_at_an_item_gets_the_theme_of_the_table(clm):
    meeting = make_meeting(make_table(theme=make_theme("Logeren")))

    example = examples.record(
        meeting.table, title="Eén gezin, één plan", openness="network", item=make_item(meeting), by=clm
    )

    assert (str(example.theme), example.table) == ("Logeren", meeting.table)
    assert AuditEvent.objects.get(code="example.recorded").object_id == str(meeting.table.pk)


def test_an_organisation_is_named_only_when_it_agrees(clm):
    riet = make_organisation("Het Riet")
    with pytest.raises(ValidationError, match="alleen als zij dat goed vindt"):
        examples.record(None, title="Samen eten", openness="public", organisation=riet, by=clm)

    named = examples.record(
        None, title="Samen eten", openness="public", organisation=riet, organisation_agrees=True, by=clm
    )

    assert named.organisation == riet


@pytest.mark.parametrize(
    ("refused", "sentence"),
    [
        ({"title": " "}, "in één regel"),
        ({"title": "a" * 161}, "past in 160 tekens"),
        ({"openness": "table"}, "hoort bij geen tafel"),
    ],
)
def test_what_cannot_be_told_is_refused_with_a_sentence(clm, refused, sentence):
    with pytest.raises(ValidationError, match=sentence):
        examples.record(None, **{"title": "Samen eten", "openness": "public"} | refused, by=clm)


def test_an_example_is_never_wider_than_the_table_or_the_item_it_was_told_at(clm):
    meeting = make_meeting(make_table(openness=Openness.NETWORK))
    with pytest.raises(ValidationError, match="niet opener zijn dan de tafel"):
        examples.record(meeting.table, title="Samen eten", openness="public", by=clm)
    with pytest.raises(ValidationError, match="niet opener zijn dan het agendapunt"):
        item = make_item(meeting, openness="closed")
        examples.record(meeting.table, title="Samen eten", openness="network", item=item, by=clm)


@pytest.mark.parametrize(
    ("who", "loose", "at_table"),
    [
        ("visitor", {"public"}, {"public"}),
        ("gemeente", {"public", "network"}, {"public", "network"}),
        ("verwijzer", {"public", "network", "closed"}, {"public", "network"}),
        ("aanbieder", {"public", "network"}, {"public", "network", "table"}),
        ("voorzitter", {"public", "network"}, {"public", "network", "table", "closed"}),
        ("beheer", {"public", "network"}, {"public", "network"}),
        ("clm", {"public", "network", "closed"}, {"public", "network", "table", "closed"}),
    ],
)
def test_each_reads_the_examples_that_their_place_opens(
    who, loose, at_table, request, voorzitter, aanbieder, verwijzer
):
    table = make_table(chair=voorzitter.person)
    make_seat(table, aanbieder.person)
    for level in Openness:
        examples.record(table, title=f"Aan tafel, {level}", openness=level, by=voorzitter)
        if level != Openness.TABLE:
            examples.record(None, title=f"Los, {level}", openness=level, by=verwijzer)
    user = AnonymousUser() if who == "visitor" else request.getfixturevalue(who)

    seen = {str(one) for one in GoodExample.objects.visible_to(user)}

    assert seen == {f"Los, {level}" for level in loose} | {f"Aan tafel, {level}" for level in at_table}


def test_an_example_of_a_table_that_a_visitor_may_not_see_is_not_there_for_them(clm):
    table = make_table(openness=Openness.NETWORK)
    told = examples.record(table, title="Samen eten", openness="network", by=clm)
    GoodExample.objects.filter(pk=told.pk).update(openness=Openness.PUBLIC)

    assert not GoodExample.objects.visible_to(AnonymousUser()).exists()


# --- the pages --------------------------------------------------------------------------------------------------------


def told(**fields) -> GoodExample:
    return examples.record(None, **{"title": "Samen eten op vrijdag", "openness": "public", "by": None} | fields)


def test_whoever_has_an_account_tells_one_to_the_network_at_most(aanbieder, sign_in):
    page, url = sign_in(aanbieder), "/voorbeelden/nieuw/"
    assert [value for value, _words in page.get(url).context["form"].fields["openness"].choices] == [
        "network",
        "closed",
    ]
    assert "Kies een van de genoemde" in page.post(url, {"title": "Samen eten", "openness": "public"}).text

    made = page.post(url, {"title": "Samen eten", "text": "Op vrijdag om zes uur.", "openness": "network", "once": "a"})

    example = GoodExample.objects.get()
    assert (made.url, example.made_by, example.table) == (example.get_absolute_url(), aanbieder, None)
    assert page.post(f"{made.url}wijzigen/", {"title": "Samen koken", "openness": "closed"}).url == made.url
    kept = GoodExample.objects.get()
    assert (kept.title, kept.openness, kept.version) == ("Samen koken", "closed", 2)


def test_an_organisation_is_named_after_a_tick_and_what_was_typed_is_kept(clm, sign_in):
    riet, page = make_organisation("Het Riet"), sign_in(clm)
    wish = {"title": "Samen eten", "text": "Op vrijdag om zes uur.", "organisation": riet.pk, "openness": "public"}

    refused = page.post("/voorbeelden/nieuw/", wish)
    assert "Vraag de organisatie eerst" in refused.text
    assert "Op vrijdag om zes uur." in refused.text
    assert page.post("/voorbeelden/nieuw/", wish | {"agrees": "on"}).status_code == 302
    url = f"{GoodExample.objects.get().get_absolute_url()}wijzigen/"
    assert page.post(url, wish | {"title": "Samen koken"}).status_code == 302, "who was named before is not asked again"


def test_the_contact_is_for_who_is_signed_in(visitor, gemeente, verwijzer, sign_in):
    example = told(contact=verwijzer.person)

    assert verwijzer.person.name not in visitor.get(example.get_absolute_url()).text
    assert "Log in om te zien" in visitor.get(example.get_absolute_url()).text
    assert verwijzer.person.name in sign_in(gemeente).get(example.get_absolute_url()).text


def test_at_a_table_one_is_told_by_who_sits_there(aanbieder, gemeente, sign_in):
    table = make_table(openness=Openness.NETWORK)
    make_seat(table, aanbieder.person)
    url = f"/voorbeelden/nieuw/?tafel={table.slug}"

    assert sign_in(gemeente).get(url).status_code == 403
    assert sign_in(aanbieder).post(url, {"title": "Samen eten", "openness": "table"}).status_code == 302
    assert GoodExample.objects.get().table == table
    assert sign_in(aanbieder).get("/voorbeelden/nieuw/?tafel=bestaat-niet").status_code == 404


def test_only_who_told_it_or_guides_the_table_changes_it(gemeente, voorzitter, sign_in):
    example = examples.record(make_table(chair=voorzitter.person), title="Samen eten", openness="public", by=None)
    url = f"{example.get_absolute_url()}wijzigen/"

    assert sign_in(gemeente).get(url).status_code == 403
    assert sign_in(voorzitter).get(url).status_code == 200


def test_what_is_of_no_table_becomes_more_open_by_a_deed_and_is_never_kept_to_a_table(regio, sign_in):
    example, page = told(openness="network"), sign_in(regio)
    url = f"{example.get_absolute_url()}openheid/"

    assert "meer mensen" in page.get(url).text
    assert "Zet een vinkje" in page.post(url, {"openness": "public"}).text
    assert page.post(url, {"openness": "public", "meant": "on"}).status_code == 302
    assert GoodExample.objects.get().openness == "public"
    assert AuditEvent.objects.filter(code="openness.widened").exists()
    with pytest.raises(ValidationError, match="hoort bij geen tafel"):
        openness.narrow(GoodExample.objects.get(), "table", by=regio)


def test_the_list_is_filtered_and_found_by_its_words(visitor):
    one, other = told(theme=make_theme("Logeren")), told(title="Zwemles", text="Met de sportclub.")

    def found(query: str) -> list:
        return visitor.get(f"/voorbeelden/?{query}").context["page"].rows

    assert found("") == [other, one]
    assert found("thema=logeren") == [one]
    assert found("zoek=sportclub") == [other]
    assert "Geen voorbeeld past bij wat je koos." in visitor.get("/voorbeelden/?zoek=zeppelin").text


def test_what_may_point_to_a_child_is_refused_or_asked_about_before_it_is_kept(aanbieder, sign_in):
    page, wish = sign_in(aanbieder), {"title": "Samen eten", "openness": "network"}
    refused = page.post("/voorbeelden/nieuw/", wish | {"text": "Haar nummer is 111222333."})
    asked = page.post("/voorbeelden/nieuw/", wish | {"text": "Bel 06-12345678 als het spannend wordt."})

    assert "burgerservicenummer" in refused.text
    assert "Bel 06-12345678" in asked.text, "what was typed is kept"
    assert not GoodExample.objects.exists()


def test_what_is_besloten_and_of_no_table_says_who_reads_it(aanbieder, sign_in):
    own = told(openness="closed", by=aanbieder)

    assert "wie het vertelde, CLM en het regiobureau" in sign_in(aanbieder).get(own.get_absolute_url()).text
