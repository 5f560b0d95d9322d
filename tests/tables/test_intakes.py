"""A region brings in its organisations, people and chairs at once: explained, previewed, taken over whole or not at all."""

import os
import random
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import registry
from leerlandschap.commons.models import AuditEvent, File, Letter
from leerlandschap.network.models import Membership, Organisation, OrganisationKind, Person
from tables.flows import intakes
from tables.intake import sheets as workbooks
from tables.intake import template
from tables.models import Intake, Seat
from tests.factories import make_account, make_membership, make_organisation, make_person, make_seat, make_table
from tests.workbooks import mutated, ods, upload, workbook

ORGANISATIONS = ["naam", "soort", "maildomein", "website"]
PEOPLE = ["naam", "e-mailadres", "functie", "organisatie"]
CHAIRS = ["tafel", "e-mailadres", "vorm"]


@pytest.fixture
def office(regio, sign_in):
    """The regional office at its screen."""
    return sign_in(regio)


@pytest.fixture
def crisis(db):
    return make_table("Crisis: knelpunten", chairs=4)


def region() -> dict[str, list[list]]:
    """A small region, as a workbook."""
    return {
        "Organisaties": [ORGANISATIONS, ["De Wilg", "aanbieder", "dewilg.example", "www.dewilg.example"]],
        "Mensen": [PEOPLE, ["Noor de Boer", "N.deBoer@dewilg.example", "pedagoog", "De Wilg"]],
        "Stoelen": [CHAIRS, ["Crisis: knelpunten", "n.deboer@dewilg.example", "lid"]],
    }


def bring_in(browser, sheets: dict[str, list[list]]):
    """Upload a workbook. Gives the page with its preview."""
    answer = browser.post(reverse("intake-new"), {"workbook": upload(workbook(sheets))})
    assert answer.status_code == 302, said(answer)
    return browser.get(answer["Location"])


def take_over(browser, preview, **changed):
    """Press the button under a preview."""
    form = preview.context["take_over"]
    data = {"seen": form.initial["seen"], "once": form.initial["once"], **changed}
    return browser.post(reverse("intake-take-over", args=[preview.context["intake"].ref]), data)


def remarks(preview, *, blocks: bool = True) -> list[tuple[str, int, str, str]]:
    """Of each remark: sheet, row, letter and name of the column."""
    found = preview.context["plan"].errors if blocks else preview.context["plan"].doubts
    return [(remark.sheet, remark.row, remark.letter, remark.column) for remark in found]


def texts(preview, *, blocks: bool = True) -> str:
    found = preview.context["plan"].errors if blocks else preview.context["plan"].doubts
    return "\n".join(remark.text for remark in found)


def counts(preview) -> dict[str, tuple[int, int, int]]:
    """Per sheet: new, changed, there already."""
    return {
        sheet.title: (len(sheet.new), len(sheet.changed), len(sheet.same)) for sheet in preview.context["plan"].sheets
    }


def said(answer) -> str:
    form = answer.context["form"] if answer.context and "form" in answer.context else None
    return " ".join(form.errors.get("workbook", [])) if form else ""


def known() -> tuple[int, ...]:
    """How much there is of everything that an intake can make."""
    return tuple(model.objects.count() for model in (Organisation, Person, Membership, Seat))


# --- who, and what the page offers ------------------------------------------------------------------------------------


def test_the_page_explains_the_three_sheets_and_offers_a_template(office):
    page = office.get(reverse("intake-new")).content.decode()
    for word in ("Organisaties", "Mensen", "Stoelen", "maildomein", "gecertificeerde instelling", "agendalid"):
        assert word in page
    for name in ("intake-template", "intake-example"):
        answer = office.get(reverse(name))
        assert answer.status_code == 200
        assert answer["Content-Disposition"].startswith("attachment")


def test_clm_and_the_regional_office_may_bring_in_and_nobody_else(sign_in, clm, gemeente, redactie, visitor):
    assert sign_in(clm).get(reverse("intake-new")).status_code == 200
    for outsider in (gemeente, redactie):
        for name in ("intake-new", "intake-template", "intake-example"):
            assert sign_in(outsider).get(reverse(name)).status_code == 403
    assert visitor.get(reverse("intake-new")).status_code == 302


def test_a_preview_is_seen_by_its_maker_only(office, sign_in, clm, gemeente):
    preview = bring_in(office, region())
    for name in ("intake", "intake-take-over", "intake-discard"):
        address = reverse(name, args=[preview.context["intake"].ref])
        ask = sign_in(clm).get if name == "intake" else sign_in(clm).post
        assert ask(address).status_code == 404
        ask = sign_in(gemeente).get if name == "intake" else sign_in(gemeente).post
        assert ask(address).status_code == 403


def test_nothing_is_taken_over_by_looking(office, crisis):
    preview = bring_in(office, region())
    for name in ("intake-take-over", "intake-discard"):
        assert office.get(reverse(name, args=[preview.context["intake"].ref])).status_code == 405


def test_the_empty_template_says_that_it_is_empty(office):
    preview = office.post(
        reverse("intake-new"), {"workbook": upload(office.get(reverse("intake-template")).content)}, follow=True
    )
    assert "staat nog niets" in texts(preview)
    assert not preview.context["plan"].can_commit


def test_the_example_can_be_brought_in_as_it_is(office, crisis):
    preview = office.post(
        reverse("intake-new"), {"workbook": upload(office.get(reverse("intake-example")).content)}, follow=True
    )
    assert remarks(preview) == []
    assert counts(preview) == {"Organisaties": (3, 0, 0), "Mensen": (3, 0, 0), "Stoelen": (2, 0, 0)}
    assert take_over(office, preview).status_code == 302


# --- from a preview to the portal -------------------------------------------------------------------------------------


def test_a_region_is_brought_in_after_a_preview(office, crisis):
    before = known()
    preview = bring_in(office, region())
    page = preview.content.decode()
    assert counts(preview) == {"Organisaties": (1, 0, 0), "Mensen": (1, 0, 0), "Stoelen": (1, 0, 0)}
    assert "Noor de Boer" in page
    assert known() == before, "a preview stores nothing in the real tables"

    done = office.get(take_over(office, preview)["Location"])

    wilg = Organisation.objects.get(name="De Wilg")
    assert (wilg.kind, wilg.mail_domain) == (OrganisationKind.PROVIDER, "dewilg.example")
    assert wilg.website == "https://www.dewilg.example"
    noor = Person.objects.get(email="n.deboer@dewilg.example")
    assert (noor.name, noor.user) == ("Noor de Boer", None)
    assert [(m.organisation, m.function) for m in noor.memberships.all()] == [(wilg, "pedagoog")]
    seat = Seat.objects.get(person=noor)
    assert (seat.state, seat.organisation, seat.perspective) == (Seat.State.ACCEPTED, wilg, OrganisationKind.PROVIDER)
    crisis.refresh_from_db()
    assert crisis.taken == 1
    assert "geen account" in done.content.decode()
    assert not Letter.objects.exists(), "nobody is written to"


def test_everything_that_was_taken_over_stands_in_the_trail(office, crisis, regio):
    take_over(office, bring_in(office, region()))
    codes = list(AuditEvent.objects.filter(actor_id=regio.pk).order_by("pk").values_list("code", flat=True))
    assert codes == [
        "intake.brought_in",
        "organisation.added",
        "person.added",
        "membership.added",
        "seat.given",
        "intake.committed",
    ]
    assert AuditEvent.objects.get(code="intake.committed").details["Mensen"] == {"new": 1, "changed": 0, "same": 0}


def test_the_same_file_a_second_time_changes_nothing(office, crisis):
    take_over(office, bring_in(office, region()))
    before, trail = known(), AuditEvent.objects.count()
    again = bring_in(office, region())
    assert counts(again) == {"Organisaties": (0, 0, 1), "Mensen": (0, 0, 1), "Stoelen": (0, 0, 1)}
    assert not again.context["plan"].can_commit
    assert "Er valt niets over te nemen" in again.content.decode()
    assert take_over(office, again).status_code == 409
    assert known() == before
    assert AuditEvent.objects.count() == trail + 1, "only that the file was brought in"


def test_pressing_twice_takes_over_once(office, crisis):
    preview = bring_in(office, region())
    assert take_over(office, preview)["Location"] == take_over(office, preview)["Location"]
    assert Organisation.objects.filter(name="De Wilg").count() == 1
    other_form = take_over(office, preview, once="another-form")
    assert other_form.status_code == 409
    assert "al overgenomen" in other_form.content.decode()


def test_an_ods_file_does_as_well(office, crisis):
    sheets = {name: [[str(cell) for cell in row] for row in rows] for name, rows in region().items()}
    answer = office.post(reverse("intake-new"), {"workbook": upload(ods(sheets), "regio.ods")}, follow=True)
    assert counts(answer) == {"Organisaties": (1, 0, 0), "Mensen": (1, 0, 0), "Stoelen": (1, 0, 0)}


def test_one_sheet_alone_is_enough(office):
    make_organisation("De Populier")
    preview = bring_in(office, {"mensen": [PEOPLE, ["Sam", "sam@populier.example", "", "de populier"]]})
    assert counts(preview) == {"Mensen": (1, 0, 0)}
    assert take_over(office, preview).status_code == 302


@pytest.mark.parametrize("header", ["e-mailadres", "E-mail", "EMAIL", "email adres", " Werkadres ", "e_mail"])
def test_names_of_sheets_and_columns_are_read_leniently(office, header):
    make_organisation("De Populier")
    sheets = {
        "PERSONEN": [
            ["Lijst van het regiobureau"],
            ["Werkgever", header, "NAAM"],
            ["De Populier", "a@b.example", "Sam"],
        ]
    }
    preview = bring_in(office, sheets)
    assert remarks(preview) == []
    assert counts(preview) == {"Mensen": (1, 0, 0)}


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("Gemeente", OrganisationKind.MUNICIPALITY),
        ("aanbieder ", OrganisationKind.PROVIDER),
        ("Gecertificeerde Instelling", OrganisationKind.CERTIFIED_INSTITUTION),
        ("GI", OrganisationKind.CERTIFIED_INSTITUTION),
        ("Regio organisatie", OrganisationKind.REGIONAL_OFFICE),
        ("huisarts", OrganisationKind.REFERRER),
        ("provider", OrganisationKind.PROVIDER),
    ],
)
def test_kinds_are_read_as_people_write_them(office, typed, kind):
    take_over(office, bring_in(office, {"Organisaties": [ORGANISATIONS, ["Nieuw", typed]]}))
    assert Organisation.objects.get(name="Nieuw").kind == kind


# --- what is there already --------------------------------------------------------------------------------------------


def test_what_changes_is_shown_from_old_to_new_and_an_empty_cell_changes_nothing(office):
    populier = make_organisation("De Populier", mail_domain="populier.example")
    sam = make_person("sam@populier.example", name="S. Aydin", organisation=populier)
    sheets = {
        "Organisaties": [ORGANISATIONS, ["de populier", "verwijzer", "", "https://populier.example"]],
        "Mensen": [PEOPLE, ["Sam Aydin", "sam@populier.example", "arts", "De Populier"]],
    }
    preview = bring_in(office, sheets)
    page = preview.content.decode()
    assert counts(preview) == {"Organisaties": (0, 1, 0), "Mensen": (0, 1, 0)}
    assert "soort: aanbieder → verwijzer" in page
    assert "naam: S. Aydin → Sam Aydin" in page
    take_over(office, preview)
    populier.refresh_from_db()
    sam.refresh_from_db()
    assert (populier.name, populier.kind, populier.mail_domain) == ("De Populier", "referrer", "populier.example")
    assert (sam.name, sam.version, sam.memberships.get().function) == ("Sam Aydin", 2, "arts")


def test_who_has_an_account_writes_the_own_name(office):
    populier = make_organisation("De Populier")
    make_account("sam@populier.example", name="Sam Aydin-Visser", organisation=populier)
    preview = bring_in(office, {"Mensen": [PEOPLE, ["Sam Aydin", "sam@populier.example", "", "De Populier"]]})
    assert counts(preview) == {"Mensen": (0, 0, 1)}
    assert "‘Sam Aydin-Visser’" in texts(preview, blocks=False)


def test_a_second_place_of_work_comes_beside_the_first(office):
    populier, riet = make_organisation("De Populier"), make_organisation("Het Riet")
    sam = make_person("sam@populier.example", name="Sam", organisation=populier)
    preview = bring_in(office, {"Mensen": [PEOPLE, ["Sam", "SAM@populier.example", "", "Het Riet"]]})
    assert "Werkt ook bij De Populier" in preview.content.decode()
    take_over(office, preview)
    assert {membership.organisation for membership in sam.memberships.all()} == {populier, riet}


def test_taking_somebody_back_who_left_is_pointed_out(office):
    populier = make_organisation("De Populier")
    sam = make_person("sam@populier.example", name="Sam")
    left = make_membership(sam, populier)
    left.ended_on = date(2026, 10, 3)
    left.save()
    preview = bring_in(office, {"Mensen": [PEOPLE, ["Sam", "sam@populier.example", "", "De Populier"]]})
    assert "tot 03-10-2026" in texts(preview, blocks=False)
    assert counts(preview) == {"Mensen": (0, 1, 0)}


def test_who_sits_there_already_keeps_the_chair_as_it_is(office, crisis):
    populier = make_organisation("De Populier")
    sam = make_person("sam@populier.example", organisation=populier)
    make_seat(crisis, sam)
    asks = make_person("asks@populier.example", organisation=populier)
    make_seat(crisis, asks, state=Seat.State.REQUESTED)
    rows = [["Crisis: knelpunten", sam.email, "meelezer"], ["Crisis: knelpunten", asks.email, "lid"]]
    preview = bring_in(office, {"Stoelen": [CHAIRS, *rows]})
    assert counts(preview) == {"Stoelen": (0, 0, 2)}
    assert "als lid" in texts(preview, blocks=False)
    assert "al gevraagd (aangevraagd)" in texts(preview, blocks=False)


def test_a_chair_is_on_behalf_of_the_one_organisation_or_of_the_one_that_is_named(office, crisis):
    populier, riet = make_organisation("De Populier"), make_organisation("Het Riet")
    sam = make_person("sam@populier.example", organisation=populier)
    make_membership(sam, riet)
    row = ["Crisis: knelpunten", sam.email, "lid"]
    unclear = bring_in(office, {"Stoelen": [CHAIRS, row]})
    assert "werkt bij De Populier en Het Riet" in texts(unclear)
    take_over(office, bring_in(office, {"Stoelen": [[*CHAIRS, "namens"], [*row, "het riet"]]}))
    assert Seat.objects.get(person=sam).organisation == riet


# --- what must be mended ----------------------------------------------------------------------------------------------


def full_of_errors() -> tuple[dict[str, list[list]], set[tuple[str, int, str]]]:
    """A workbook with one error a row, and where each of them is: sheet, row, letter."""
    full = make_table("Volle tafel", chairs=1)
    make_seat(full)
    make_table("Zonder ronde", cycle=False)
    ended = make_organisation("Het Oude Huis")
    ended.ended_on = date(2026, 1, 1)
    ended.save()
    city = make_organisation("Gemeente Water", kind=OrganisationKind.MUNICIPALITY)
    city.cbs_code = "GM0001"
    city.save()
    make_person("bekend@x.example", organisation=make_organisation("De Populier"))
    sheets = {
        "Organisaties": [
            ORGANISATIONS,
            ["", "aanbieder"],
            ["Zonder soort", ""],
            ["Vreemde soort", "winkel"],
            ["Vreemd domein", "aanbieder", "geen domein"],
            ["Vreemde site", "aanbieder", "", "javascript:alert(1)"],
            ["n" * 161, "aanbieder"],
            ["Dubbel", "aanbieder"],
            ["dubbel", "gemeente"],
            ["Het Oude Huis", "aanbieder"],
            ["Gemeente Water", "aanbieder"],
            [date(2027, 1, 1), "aanbieder"],
        ],
        "Mensen": [
            PEOPLE,
            ["", "leeg@x.example", "", "De Populier"],
            ["Geen adres", "", "", "De Populier"],
            ["Fout adres", "fout@", "", "De Populier"],
            ["Fout adres", "twee@x.example, drie@x.example", "", "De Populier"],
            ["Onbekend", "een@x.example", "", "De Pupulier"],
            ["Oud", "oud@x.example", "", "Het Oude Huis"],
            ["Sam", "sam@x.example", "", "De Populier"],
            ["Sem", "sam@x.example", "", "Dubbel"],
            ["Sam", "sam@x.example", "anders", "De Populier"],
            ["f", "f@x.example", "f" * 121, "De Populier"],
        ],
        "Stoelen": [
            CHAIRS,
            ["Onbekende tafel", "bekend@x.example", "lid"],
            ["Zonder ronde", "bekend@x.example", "lid"],
            ["Volle tafel", "bekend@x.example", "lid"],
            ["Volle tafel", "niemand@x.example", "meelezer"],
            ["Crisis: knelpunten", "bekend@x.example", "staand"],
            ["Crisis: knelpunten", "fout", "lid"],
            ["Crisis: knelpunten", "bekend@x.example", ""],
        ],
    }
    places = {("Organisaties", row, letter) for row, letter in zip(range(2, 8), "ABBCDA", strict=True)}
    places |= {
        ("Organisaties", 9, "A"),
        ("Organisaties", 10, "A"),
        ("Organisaties", 11, "B"),
        ("Organisaties", 12, "A"),
    }
    places |= {("Mensen", row, letter) for row, letter in zip((2, 3, 4, 5, 6, 7, 9, 10, 11), "ABBBDDABC", strict=True)}
    places |= {("Stoelen", row, letter) for row, letter in zip(range(2, 9), "AAABCBC", strict=True)}
    return sheets, places


def test_each_error_names_its_sheet_row_and_column_and_what_to_do(office, crisis):
    sheets, places = full_of_errors()
    preview = bring_in(office, sheets)
    assert {(sheet, row, letter) for sheet, row, letter, _column in remarks(preview)} == places
    assert len(remarks(preview)) == len(places), "one slip is one error"
    page = preview.content.decode()
    for remark in preview.context["plan"].errors:
        assert remark.text.endswith((".", "?"))
        assert remark.column
    assert "Bedoel je ‘De Populier’?" in page
    assert "Neem over</button>" not in page


def test_with_one_error_nothing_at_all_is_taken_over(office, crisis):
    sheets = region()
    sheets["Mensen"].append(["Fout", "geen adres", "", "De Wilg"])
    before = known()
    preview = bring_in(office, sheets)
    assert counts(preview)["Organisaties"] == (1, 0, 0), "what is right is shown as well"
    assert take_over(office, preview).status_code == 409
    assert known() == before


def test_a_missing_column_is_one_error_and_not_one_for_each_row(office):
    sheets = {"Mensen": [["naam", "functie", "organisatie"], *[["Noor", "", "De Wilg"]] * 50]}
    preview = bring_in(office, sheets)
    assert len(remarks(preview)) == 1
    assert "‘e-mailadres’ ontbreekt" in texts(preview)


def test_a_sheet_without_names_of_columns_says_which_it_needs(office):
    preview = bring_in(office, {"Mensen": [["Noor", "noor@x.example"], ["Sam", "sam@x.example"]]})
    assert "Zet in de eerste rij: naam, e-mailadres, functie, organisatie." in texts(preview)


def test_a_workbook_without_a_known_sheet_says_which_it_needs(office):
    preview = bring_in(office, {"Blad1": [["naam"], ["Noor"]]})
    assert "geen blad met de naam Organisaties, Mensen of Stoelen" in texts(preview)


def test_columns_and_sheets_that_are_not_known_are_left_out_with_a_remark(office):
    sheets = {"Organisaties": [[*ORGANISATIONS, "telefoon"], ["De Wilg", "aanbieder"]], "Notities": [["hoi"]]}
    preview = bring_in(office, sheets)
    assert remarks(preview) == []
    assert {(sheet, letter) for sheet, _row, letter, _column in remarks(preview, blocks=False)} == {
        ("Notities", "A"),
        ("Organisaties", "E"),
    }
    assert preview.context["plan"].can_commit


def test_a_row_that_stands_there_twice_is_taken_over_once(office):
    sheets = {"Organisaties": [ORGANISATIONS, ["De Wilg", "aanbieder"], ["De Wilg", "aanbieder"]]}
    preview = bring_in(office, sheets)
    assert "zie rij 2" in texts(preview, blocks=False)
    take_over(office, preview)
    assert Organisation.objects.filter(name="De Wilg").count() == 1


def test_a_slip_in_an_address_and_a_free_mailbox_are_pointed_out(office):
    make_organisation("De Populier", mail_domain="populier.example")
    rows = [["A", "a@popuiler.example", "", "De Populier"], ["B", "b@gmail.com", "", "De Populier"]]
    preview = bring_in(office, {"Mensen": [PEOPLE, *rows]})
    assert remarks(preview, blocks=False) == [("Mensen", 2, "B", "e-mailadres"), ("Mensen", 3, "B", "e-mailadres")]
    assert "@populier.example" in texts(preview, blocks=False)
    assert preview.context["plan"].can_commit


def test_a_new_organisation_that_resembles_a_known_one_is_pointed_out(office):
    make_organisation("Stichting De Populier")
    preview = bring_in(office, {"Organisaties": [ORGANISATIONS, ["Populier", "aanbieder"]]})
    assert "‘Stichting De Populier’" in texts(preview, blocks=False)


def test_more_rows_for_a_table_than_it_has_chairs_are_named_one_by_one(office):
    make_table("Kleine tafel", chairs=2)
    populier = make_organisation("De Populier")
    people = [make_person(organisation=populier) for _ in range(5)]
    forms = ["lid", "lid", "agendalid", "lid", "lid"]
    rows = [["Kleine tafel", person.email, form] for person, form in zip(people, forms, strict=True)]
    preview = bring_in(office, {"Stoelen": [CHAIRS, *rows]})
    assert [(row, letter) for _sheet, row, letter, _column in remarks(preview)] == [(5, "A"), (6, "A")]
    assert "nog 2 vrije stoelen" in texts(preview)


# --- the portal moves on between looking and taking over --------------------------------------------------------------


def test_the_last_chair_went_to_somebody_else_meanwhile_and_nothing_is_half_done(office):
    table = make_table("Crisis: knelpunten", chairs=1)
    preview = bring_in(office, region())
    make_seat(table)
    before = known()
    answer = take_over(office, preview)
    assert answer.status_code == 409
    assert "Alle stoelen van Crisis: knelpunten zijn bezet" in answer.content.decode()
    assert known() == before


def test_what_is_taken_over_is_what_was_looked_at(office, crisis):
    preview = bring_in(office, region())
    make_organisation("De Wilg", kind=OrganisationKind.REFERRER)
    answer = take_over(office, preview)
    assert answer.status_code == 409
    assert "Intussen is er iets veranderd" in answer.content.decode()
    assert "soort: verwijzer → aanbieder" in answer.content.decode()
    assert Organisation.objects.get(name="De Wilg").kind == OrganisationKind.REFERRER
    assert take_over(office, answer).status_code == 302


def test_when_the_last_step_fails_the_first_ones_are_undone(office, crisis, monkeypatch):
    def refuse(*args, **kwargs):
        raise ValidationError("De tafel is vol.")

    preview, before, trail = bring_in(office, region()), known(), AuditEvent.objects.count()
    monkeypatch.setattr("tables.flows.signups.seat_directly", refuse)
    assert take_over(office, preview).status_code == 409
    assert known() == before
    assert AuditEvent.objects.count() == trail
    assert Intake.objects.get().state == Intake.State.PREVIEW


def test_the_right_is_asked_again_when_taking_over(office, crisis, regio):
    preview = bring_in(office, region())
    regio.person.role_assignments.update(ended_on=timezone.localdate())
    assert take_over(office, preview).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_over_the_same_list_at_once_one_does_and_the_other_looks_again(regio, clm, sign_in):
    make_table("Crisis: knelpunten", chairs=4)
    waiting = [(sign_in(user), user) for user in (regio, clm)]
    previews = [bring_in(browser, region()) for browser, _user in waiting]
    start = threading.Barrier(2)

    def press(preview, user) -> str:
        start.wait()
        try:
            intakes.take_over(preview.context["intake"], seen=preview.context["plan"].fingerprint(), by=user)
        except ValidationError as error:
            return error.message
        finally:
            connection.close()
        return "overgenomen"

    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(press, previews, [user for _browser, user in waiting]))
    assert sorted(answers) == sorted(["overgenomen", intakes.MOVED_ON])
    assert Seat.objects.count() == 1
    assert Organisation.objects.filter(name="De Wilg").count() == 1


# --- throwing away and tidying ----------------------------------------------------------------------------------------


def test_a_preview_can_be_thrown_away_with_its_file(office, django_capture_on_commit_callbacks):
    preview = bring_in(office, region())
    intake = preview.context["intake"]
    path = intake.file.path
    with django_capture_on_commit_callbacks(execute=True):
        page = office.post(reverse("intake-discard", args=[intake.ref]), follow=True)
    assert "weggegooid" in page.content.decode()
    assert not File.objects.exists()
    assert not default_storage.exists(path)
    assert take_over(office, preview).status_code == 409


def test_files_go_after_a_week_and_what_was_taken_over_stays_known(office, crisis, django_capture_on_commit_callbacks):
    taken, left = bring_in(office, region()), bring_in(office, {"Organisaties": [ORGANISATIONS, ["X", "overig"]]})
    take_over(office, taken)
    now = timezone.now()
    with django_capture_on_commit_callbacks(execute=True):
        for lapse in registry.tidy:
            lapse(now + timedelta(days=6))
        assert File.objects.count() == 2
        for lapse in registry.tidy:
            lapse(now + timedelta(days=8))
    assert not File.objects.exists()
    assert not default_storage.exists(left.context["intake"].file.path)
    assert list(Intake.objects.values_list("state", flat=True)) == [Intake.State.COMMITTED]
    page = office.get(taken.context["intake"].get_absolute_url())
    assert page.status_code == 200
    assert "is overgenomen" in page.content.decode()


def test_a_preview_whose_file_is_gone_says_so(office):
    intake = bring_in(office, region()).context["intake"]
    default_storage.delete(intake.file.path)
    page = office.get(intake.get_absolute_url())
    assert page.status_code == 410
    assert "Kies het opnieuw" in page.content.decode()


def test_a_preview_that_waits_is_found_back_on_the_page(office, regio):
    intake = bring_in(office, region()).context["intake"]
    assert intake.get_absolute_url() in office.get(reverse("intake-new")).content.decode()


# --- files that are no workbook, or were made to do harm --------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "leeg.xlsx", "leeg"),
        (b"naam;soort\nDe Wilg;aanbieder", "lijst.xlsx", "een tekstbestand"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "lijst.xls", "een oud Officebestand"),
        (b"<html><table>", "lijst.xlsx", "een webpagina"),
        (b"PK\x03\x04" + b"\0" * (30 * 1024 * 1024 - 4), "lijst.xlsx", "30 MB"),
        (b"PK\x03\x04 broken", "lijst.xlsx", "beschadigd"),
    ],
)
def test_a_file_that_is_no_workbook_gets_a_sentence(office, content, name, sentence):
    answer = office.post(reverse("intake-new"), {"workbook": upload(content, name)})
    assert answer.status_code == 200
    assert sentence in said(answer)
    assert not Intake.objects.exists()
    assert not File.objects.exists()


def test_no_file_at_all_gets_a_sentence(office):
    assert "Kies een bestand" in said(office.post(reverse("intake-new"), {}))


def test_a_mended_file_of_the_same_name_and_size_is_another_wish(office):
    first, second = ({"Organisaties": [ORGANISATIONS, [name, "aanbieder"]]} for name in ("De Wolg", "De Wilg"))
    wrong, right = workbook(first), workbook(second)
    assert len(wrong) == len(right)
    answers = [
        office.post(reverse("intake-new"), {"workbook": upload(content), "once": "one-page-left-open"})["Location"]
        for content in (wrong, right, right)
    ]
    assert answers[0] != answers[1] == answers[2]
    assert "De Wilg" in office.get(answers[1]).content.decode()


def test_hostile_texts_in_cells_are_shown_as_text_and_stored_clean(office):
    hostile = "<script>alert(1)</script> \u202e=cmd|'/c calc'!A1"
    preview = bring_in(office, {"Organisaties": [ORGANISATIONS, [hostile, "aanbieder"]]})
    assert "<script>alert" not in preview.content.decode()
    take_over(office, preview)
    assert Organisation.objects.get(name__startswith="<script>").name == hostile.replace("\u202e", "")


def test_sixty_broken_workbooks_never_break_the_page(office, crisis):
    whole, luck = workbook(region()), random.Random(12)
    before = known()
    for _ in range(60):
        answer = office.post(reverse("intake-new"), {"workbook": upload(mutated(whole, luck))})
        assert answer.status_code in {200, 302}
        if answer.status_code == 302:
            assert office.get(answer["Location"]).status_code == 200
        else:
            assert said(answer).endswith((".", "?"))
    assert known() == before


# --- a real region ----------------------------------------------------------------------------------------------------


def a_region(organisations: int, people: int) -> dict[str, list[list]]:
    names = [f"Organisatie {number}" for number in range(organisations)]
    tables = [make_table(f"Tafel van {people} nummer {number}", chairs=60).name for number in range(6)]
    mails = [f"persoon{number}@organisatie{number % organisations}.example" for number in range(people)]
    return {
        "Organisaties": [
            ORGANISATIONS,
            *[[name, "aanbieder", f"organisatie{at}.example", ""] for at, name in enumerate(names)],
        ],
        "Mensen": [
            PEOPLE,
            *[[f"Persoon {at}", mail, "adviseur", names[at % organisations]] for at, mail in enumerate(mails)],
        ],
        "Stoelen": [CHAIRS, *[[tables[at % 6], mail, "lid"] for at, mail in enumerate(mails)]],
    }


def work_done() -> float:
    """Seconds of processor that this process and the readers it started have used: the same however busy the machine is."""
    return sum(os.times()[:4])


def test_a_region_of_sixty_organisations_and_two_hundred_people_takes_seconds(office):
    sheets = a_region(60, 200)
    began = work_done()
    preview = bring_in(office, sheets)
    looked = work_done()
    assert remarks(preview) == []
    assert take_over(office, preview).status_code == 302
    done = work_done()
    assert counts(bring_in(office, sheets)) == {
        "Organisaties": (0, 0, 60),
        "Mensen": (0, 0, 200),
        "Stoelen": (0, 0, 200),
    }
    assert Seat.objects.accepted().count() == 200
    assert looked - began < 2
    assert done - looked < 5


def test_a_preview_asks_the_database_as_much_for_ten_rows_as_for_two_hundred(office):
    addresses = [
        bring_in(office, a_region(*size)).context["intake"].get_absolute_url() for size in ((5, 10), (60, 200))
    ]
    asked = []
    for address in addresses:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert office.get(address).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert asked[1] <= 20


def test_five_thousand_rows_with_an_error_each_still_make_a_page(office):
    rows = [[f"Organisatie {number}", "winkel"] for number in range(4_999)]
    preview = bring_in(office, {"Organisaties": [ORGANISATIONS, *rows]})
    assert len(remarks(preview)) == 4_999
    assert "Dit zijn de eerste 200 van 4999" in preview.content.decode().replace(".", "")
    assert len(preview.content) < 300_000


def test_the_template_has_the_columns_that_are_read():
    for sheet in template.empty():
        kind = next(kind for kind in workbooks.KINDS if kind.title == sheet.name)
        filled = workbooks.read_sheet(kind, [*sheet.rows, ["x"] * len(sheet.rows[0])])
        assert filled.remarks == []
        assert set(filled.rows[0].cells) == {column.key for column in kind.columns if not column.extra}


def test_the_flow_refuses_what_was_settled(office, regio):
    intake = bring_in(office, region()).context["intake"]
    intakes.discard(intake, by=regio)
    with pytest.raises(ValidationError, match="al overgenomen of weggegooid"):
        intakes.discard(intake, by=regio)
