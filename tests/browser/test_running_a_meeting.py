"""Running a meeting with the keyboard alone: from an empty agenda to minutes that are commented on and adopted."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from tables.flows import cockpit
from tables.models import AgendaItem, Decision, Draft, Landing, Meeting, Minutes, Stance, Table
from tests.browser.looking import axe_complaints, overflow
from tests.browser.test_an_insight_lands import policy_of, say
from tests.factories import make_account, make_item, make_meeting, make_person, make_seat, make_table

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ITEMS = ["Opening", "Acties", "Wachttijd", "Een verhaal", "Wat werkt?", "Rondvraag"]
LINES = [
    ["b We beginnen voortaan om negen uur."],
    ["a Bel de wijkteams", "a Deel het verslag van de klankbordgroep"],
    [
        "i Wie eerst belt, wacht korter.",
        "v Waarom wacht de een langer dan de ander?",
        "b We meten de wachttijd per kwartaal.",
    ],
    ["g Samen op huisbezoek", "w We bellen voor we verwijzen.", "i Een verhaal blijft langer hangen dan een cijfer."],
    ["i Bellen werkt.", "b We houden dit een half jaar vol."],
    ["a Kies een datum voor de volgende keer"],
]


class Keys:
    """Somebody who touches nothing but the keyboard."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def tab_to(self, name: str, *, role: str = "button", most: int = 60) -> None:
        """Press Tab until what is called `name` has the focus."""
        target = self.page.get_by_role(role, name=name, exact=True).first
        for _ in range(most):
            if target.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{name} is not to be reached with Tab")

    def press_on(self, name: str, *, role: str = "button") -> None:
        self.tab_to(name, role=role)
        self.page.keyboard.press("Enter")

    def type_line(self, words: str) -> None:
        """Type an outcome in the line, which has the focus, and send it with Enter."""
        expect(self.page.locator("#punt-text")).to_be_focused()
        expect(self.page.locator("#punt-text")).to_have_value("")
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")

    def line(self, words: str) -> None:
        """Type an outcome in the line, and see that it was noted."""
        self.type_line(words)
        expect(self.page.locator("#berichten")).to_contain_text(words.partition(" ")[2])


@pytest.fixture
def chair():
    return make_account(name="Wies Kromhout")


@pytest.fixture
def meeting(chair) -> Meeting:
    """On the day itself, with nothing on its agenda; it began a quarter of an hour ago."""
    table = make_table(f"Aan de sluis {Table.objects.count()}", chair=chair.person, aim="Samen leren.")
    for name in ("Anna Dijk", "Berend Polder"):
        make_seat(table, make_person(name=name))
    now = timezone.now()
    meeting = make_meeting(table, in_days=0)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=now + timedelta(minutes=1), ends_at=now + timedelta(hours=2))
    meeting.refresh_from_db()
    return meeting


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_twelve_outcomes_over_six_items_without_the_mouse_and_minutes_that_are_adopted(scripts, meeting, chair, desk):
    page = desk.open(chair, java_script_enabled=scripts)
    keys = Keys(page)

    # The agenda, on its own page.
    for title in ITEMS:
        page.goto(reverse("agenda-item-add", args=[meeting.ref]))
        keys.tab_to("Onderwerp", role="textbox")
        page.keyboard.type(title)
        with page.expect_navigation():
            page.keyboard.press("Enter")
    assert meeting.agenda_items.count() == len(ITEMS)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=timezone.now() - timedelta(minutes=15))

    page.goto(meeting.get_absolute_url())
    keys.press_on("Begin de bijeenkomst", role="link")
    keys.press_on("Begin de bijeenkomst")
    expect(page.get_by_role("heading", name="Wie is er?")).to_be_visible()
    if scripts:
        page.keyboard.press("a")
        page.keyboard.press("m")
        page.keyboard.press("a")
    else:
        page.get_by_role("group", name="Anna Dijk").get_by_label("aanwezig", exact=True).focus()
        page.keyboard.press("Space")
    keys.press_on("Bewaar, en ga naar de agenda")

    for number, (title, lines) in enumerate(zip(ITEMS, LINES, strict=True)):
        expect(page.locator("main h2")).to_have_text(f"{number + 1}. {title}")
        for words in lines:
            keys.line(words)
        if scripts and number == 0:
            assert axe_complaints(page) == []
            assert overflow(page) == []
        if number == 2:
            page.keyboard.press("Shift+Tab")
            page.keyboard.press("Shift+Tab")
            page.keyboard.type("Er is lang over gesproken.")
        if scripts:
            page.keyboard.press("Alt+ArrowDown")
        else:
            keys.press_on("Besproken" if number == len(ITEMS) - 1 else "Besproken, naar het volgende punt")
    assert meeting.agenda_items.filter(state=AgendaItem.State.DISCUSSED).count() == len(ITEMS)
    keys.press_on("Sluit de bijeenkomst")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sluit de bijeenkomst van")
    keys.press_on("Sluit de bijeenkomst")

    # The concept says all of it.
    expect(page.locator("main")).to_contain_text("Het conceptverslag staat klaar.")
    for words in [words.partition(" ")[2] for lines in LINES for words in lines]:
        expect(page.locator("article")).to_contain_text(words)
    expect(page.locator("article")).to_contain_text("Er is lang over gesproken.")
    keys.press_on("Stuur rond", role="link")
    keys.press_on("Stuur rond")
    expect(page.locator("main")).to_contain_text("Het verslag is rondgestuurd.")

    # A member comments, with the keyboard as well.
    member = make_account(name="Bram Veld")
    make_seat(meeting.table, member.person)
    theirs = desk.open(member, java_script_enabled=scripts)
    report = Minutes.objects.get(meeting=meeting)
    theirs.goto(report.get_absolute_url())
    theirs.get_by_text("Reageer op Wachttijd").focus()
    theirs.keyboard.press("Enter")
    theirs.keyboard.press("Tab")
    theirs.keyboard.type("De huisartsen ontbreken.")
    Keys(theirs).press_on("Zet je opmerking erbij")
    expect(theirs.locator("article")).to_contain_text("De huisartsen ontbreken.")
    if scripts:
        assert axe_complaints(theirs) == []

    # The days for that go by, and the chair adopts.
    Minutes.objects.filter(pk=report.pk).update(comments_until=timezone.localdate() - timedelta(days=1))
    page.goto(report.get_absolute_url())
    expect(page.locator("article")).to_contain_text("De huisartsen ontbreken.")
    keys.press_on("Stel vast")
    expect(page.locator("main")).to_contain_text("Het verslag is vastgesteld.")

    # An insight of that meeting lands as a working agreement; one municipality subscribes to it, another does not.
    number = Table.objects.count()
    yes, no = (
        policy_of(f"Gemeente {name} {number}", who) for name, who in (("Oost", "Anke Wiel"), ("West", "Boris Dam"))
    )
    for user in (yes, no):
        make_seat(meeting.table, user.person, organisation=user.person.memberships.get().organisation)
    keys.press_on("Bellen werkt.", role="link")
    keys.press_on("Laat het landen", role="link")
    page.get_by_label("Waar landt het?").focus()
    page.keyboard.type("werkafspraak")
    keys.tab_to("Wat verandert er?", role="textbox")
    page.keyboard.type("Wij bellen voor wij verwijzen.")
    keys.press_on("Stel voor")
    keys.press_on("Dit is afgesproken")
    expect(page.locator("main")).to_contain_text("De landing is nu: afgesproken.")
    agreement = Landing.objects.get(insight__item__meeting=meeting).agreement.get_absolute_url()
    say(desk, yes, agreement, scripts, "Ja, wij onderschrijven haar", "")
    say(desk, no, agreement, scripts, "Nee, wij onderschrijven haar niet", "Te weinig mensen.")
    page.goto(agreement)
    expect(page.locator("main")).to_contain_text(f"Gemeente Oost {number}")
    assert dict(
        Stance.objects.filter(agreement__ref=agreement.split("/")[-2]).values_list("organisation__name", "subscribes")
    ) == {
        f"Gemeente Oost {number}": True,
        f"Gemeente West {number}": False,
    }
    assert page.console.heard() + theirs.console.heard() == []


@pytest.fixture
def running(meeting, chair) -> AgendaItem:
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=timezone.now() - timedelta(minutes=15))
    meeting.refresh_from_db()
    item = make_item(meeting, "Wachttijd")
    cockpit.begin(meeting, by=chair)
    return item


def at(item: AgendaItem) -> str:
    return f"{reverse('cockpit', args=[item.meeting.ref])}?punt={item.ref}"


def test_what_was_typed_survives_a_closed_browser(running, chair, desk):
    page = desk.open(chair)
    page.goto(at(running))
    page.locator("#punt-notes").fill("Half getypt")
    page.locator("#punt-text").press_sequentially("i Een half inz")
    expect(page.locator("[data-state]")).to_have_text("Kladje bewaard.")
    expect(page.locator("#punt-kind")).to_have_value("insight")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('kladje:')).length") == 0
    page.context.close()

    again = desk.open(chair)
    again.goto(at(running))
    expect(again.locator("#kladje")).to_be_visible()
    expect(again.locator("#punt-notes")).to_have_value("Half getypt")
    expect(again.locator("#punt-text")).to_have_value("Een half inz")


KEPT_HERE = "Object.keys(localStorage).filter(key => key.startsWith('kladje:')).length"


def test_what_was_typed_survives_a_lost_connection_and_a_tab_that_closed_without_one(running, chair, desk):
    page = desk.open(chair)
    page.goto(at(running))
    page.locator("#punt-notes").fill("Nog verbonden. ")
    expect(page.locator("[data-state]")).to_have_text("Kladje bewaard.")

    # The connection goes, and comes back while the page is open.
    page.context.set_offline(True)
    page.locator("#punt-notes").press("Control+End")
    page.locator("#punt-notes").press_sequentially("Verbinding weg.")
    expect(page.locator("[data-state]")).to_contain_text("Geen verbinding.")
    page.context.set_offline(False)
    expect(page.locator("[data-state]")).to_have_text("Kladje bewaard.")
    assert Draft.objects.get(user=chair).fields["notes"] == "Nog verbonden. Verbinding weg."
    assert page.evaluate(KEPT_HERE) == 0

    # It goes again, and so does the tab.
    page.context.set_offline(True)
    page.locator("#punt-text").press_sequentially("i Zonder net typ je door")
    expect(page.locator("[data-state]")).to_contain_text("Geen verbinding.")
    page.close()
    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto(at(running))
    expect(again.locator("#punt-notes")).to_have_value("Nog verbonden. Verbinding weg.")
    offered = again.get_by_role("button", name="Zet het terug")
    assert axe_complaints(again) == []
    offered.press("Enter")
    expect(again.locator("#punt-text")).to_have_value("Zonder net typ je door")
    expect(again.locator("#punt-kind")).to_have_value("insight")
    again.locator("#punt-text").press("Enter")
    expect(again.locator("#berichten")).to_contain_text("Zonder net typ je door")
    assert again.evaluate(KEPT_HERE) == 0


def test_on_a_shared_computer_nothing_typed_is_left_behind(running, chair, desk):
    other = make_account(name="Cor Dijkman")
    Table.objects.filter(pk=running.table_id).update(facilitator=other.person)
    page = desk.open(chair)

    def type_without_connection():
        page.goto(at(running))
        page.context.set_offline(True)
        page.locator("#punt-text").press_sequentially("Van Wies alleen")
        expect(page.locator("[data-state]")).to_contain_text("Geen verbinding.")

    # The session ended by itself, and somebody else sits down at the cockpit.
    type_without_connection()
    page.goto("about:blank")
    page.context.set_offline(False)
    page.context.clear_cookies()
    page.context.add_cookies(desk.cookies(other))
    page.goto(at(running))
    expect(page.locator("#punt-text")).to_have_value("")
    assert page.evaluate(KEPT_HERE) == 0

    # Somebody signs out.
    page.context.clear_cookies()
    page.context.add_cookies(desk.cookies(chair))
    type_without_connection()
    page.context.route("**/kladje/**", lambda route: route.abort())
    page.context.set_offline(False)
    assert page.evaluate(KEPT_HERE) == 1
    page.get_by_text("Mijn account").click()
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("link", name="Inloggen").first).to_be_visible()
    assert page.evaluate(KEPT_HERE) == 0


def test_with_the_keyboard_one_chooses_what_becomes_of_what_may_point_to_somebody(running, chair, desk):
    page = desk.open(chair)
    page.goto(at(running))
    keys = Keys(page)
    keys.type_line("a Bel 06-12345678")

    expect(page.locator(".error-summary")).to_be_focused()
    assert axe_complaints(page) == []
    assert overflow(page) == []
    expect(page.get_by_text("In deze browser staat nog iets van jou")).to_have_count(0)
    keys.press_on("Haal weg : 06-12345678")
    expect(page.locator("#punt-text")).to_have_value("Bel [telefoonnummer]")
    expect(page.locator("#punt-kind")).to_have_value("action")
    expect(page.get_by_text("In deze browser staat nog iets van jou")).to_have_count(0)
    keys.tab_to("Uitkomst in één regel", role="textbox")
    page.keyboard.press("Enter")
    expect(page.locator("#berichten")).to_contain_text("Genoteerd: actie. Bel [telefoonnummer]")
    assert page.evaluate(KEPT_HERE) == 0


def test_somebody_who_was_signed_out_meanwhile_is_told_and_finds_it_back(running, chair, desk):
    page = desk.open(chair)
    page.goto(at(running))
    page.context.clear_cookies(name="session")
    page.locator("#punt-notes").fill("Na het uitloggen getypt")
    expect(page.locator("[data-state]")).to_contain_text("Je bent uitgelogd.")

    page.context.add_cookies(desk.cookies(chair))
    page.goto(at(running))
    expect(page.get_by_text("In deze browser staat nog iets van jou")).to_be_visible()


def test_two_at_once_lose_nothing(running, chair, desk):
    other = make_account(name="Cor Dijkman")
    Table.objects.filter(pk=running.table_id).update(facilitator=other.person)
    one, two = desk.open(chair), desk.open(other)
    for page in (one, two):
        page.goto(at(running))
    one.locator("#punt-notes").fill("Van Wies")
    two.locator("#punt-notes").fill("<script>alert(1)</script>")
    one.locator("#punt-text").press("Enter")
    expect(one.locator("#punt-notes")).to_have_value("Van Wies")
    two.locator("#punt-text").fill("b We bellen")
    two.locator("#punt-text").press("Enter")

    expect(two.get_by_role("heading", level=1)).to_have_text("Iemand anders bewaarde intussen ook")
    expect(two.locator("main")).to_contain_text("<script>alert(1)</script>")
    assert axe_complaints(two) == []
    two.get_by_role("button", name="Bewaar samen").press("Enter")

    expect(two.locator("#punt-notes")).to_have_value("Van Wies\n\n<script>alert(1)</script>")
    assert Decision.objects.filter(item=running).count() == 1
    assert two.console.heard() == []
