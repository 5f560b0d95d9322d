"""What one provider sends, another never learns of: by no URL, search, count, export, autocomplete, notification or download."""

import re

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse

from leerlandschap.commons.models import Letter, Notice
from signals.flows import bundles, experiences, handling
from tables.flows import agenda
from tests.factories import make_account, make_experience, make_meeting, make_picture, make_seat, make_table

pytestmark = pytest.mark.django_db
TEXT, TITLE = "Zeehondenopvang belt niet terug.", "Bellen na het weekend"
SEARCHED = "zeehondenopvang"
# Where somebody looks for what is another's: each must say the same when there is something as when there is nothing.
LOOKS = {
    "list": ["/mijn/", "/mijn/ervaringen/", "/mijn/acties/", "/tafels/", "/opbrengst/", "/voorbeelden/", "/kalender/"],
    "search": [
        f"/inzichten/?zoek={SEARCHED}", "/werkafspraken/?zoek=bellen+na+het+weekend", f"/vragen/?zoek={SEARCHED}",
        f"/besluiten/?zoek={SEARCHED}", f"/ervaringen/behandelen/?zoek={SEARCHED}",
    ],
    "count": ["/ervaringen/", "/ervaringen/cijfers/", "/ervaringen/cijfers/vraag/?thema=crisis", "/monitoring/"],
    "export": [
        "/ervaringen/cijfers/bestand/csv/", "/ervaringen/cijfers/bestand/csv/?thema=crisis",
        "/ervaringen/cijfers/bestand/csv/?periode=2026",
    ],
    "autocomplete": [f"/tafels/overlap/?tekst={TEXT}", f"/tafels/overlap/?tekst={TITLE}"],
}  # fmt: skip
CHANGES = re.compile(r'(name="(csrfmiddlewaretoken|once|receipt)"[^>]*value|nonce|hx-headers)=("[^"]*"|\'[^\']*\')')


def addresses(experience, bundle) -> list[str]:
    """Every address of ervaringen that is made with a ref, filled with this one's."""
    found = []
    for name in {key for key in get_resolver().reverse_dict if isinstance(key, str)}:
        for ref in (experience.ref, bundle.ref):
            for rest in ([], ["vertel"], ["terugkoppeling"], ["reactie"], ["signal"]):
                try:
                    found.append(reverse(name, args=[ref, *rest]))
                except NoReverseMatch:
                    continue
    return [path for path in found if path.startswith(("/ervaringen/behandelen/", "/mijn/ervaringen/"))]


def seen(client) -> dict[str, str]:
    return {path: _answer(client, path) for paths in LOOKS.values() for path in paths}


def _answer(client, path: str) -> str:
    """What comes back, but for what differs each time; what an autocomplete is asked comes back as it was typed."""
    answer = client.get(path, **({"HTTP_HX_REQUEST": "true"} if "overlap" in path else {}))
    return f"{answer.status_code} {CHANGES.sub('', answer.content.decode('utf-8-sig'))}"


def test_another_provider_learns_nothing(aanbieder2, behandelaar, sign_in):
    table, sender = make_table(openness="public"), make_account(name="Jelte Waterhout")
    make_seat(table, aanbieder2.person)
    meeting = make_meeting(table)
    browser = sign_in(aanbieder2)
    seen(browser)
    before = seen(browser)

    found = make_experience(
        sender.person, text=TEXT, organisation="Het Riet", discuss="table", attachments=[make_picture()]
    )
    handling.entitle(found, title=TITLE, by=behandelaar)
    handling.ask(found, text="Sinds wanneer?", by=behandelaar)
    experiences.reply(found, text="Al een jaar.", by=sender)
    assert seen(browser) == before
    assert {page[:3] for page in before.values()} == {"200", "403"}, "each of them is there"

    bundle = bundles.bring(
        [found], table=table, meeting=meeting, title="Na het weekend", text="Wie belt?", by=behandelaar
    )
    agenda.share(meeting, by=None)
    bundles.answer(bundle, text="Er is een vast nummer.", by=behandelaar)
    walls = addresses(found, bundle)
    assert len(walls) > 6
    download = found.attachments.get().ref
    walls += [reverse(name, args=[download]) for name in ("my-attachment", "handling-attachment", "code-attachment")]
    for path in walls:
        assert browser.get(path).status_code in {403, 404, 405}, path
        assert browser.post(path, {"text": "Mag ik?"}).status_code in {403, 404, 405}, path
    picking = ("toewijzen", "naar-een-tafel", "bewaren/vernietigen", "bewaren/langer")
    for path in (f"/ervaringen/behandelen/{one}/" for one in picking):
        assert browser.get(f"{path}?kies={found.ref}").status_code == 403
    after = seen(browser) | {
        path: browser.get(path).text for path in ("/mijn/gegevens/", bundle.item.get_absolute_url())
    }
    for unheard in (
        TEXT,
        TITLE,
        "Het Riet",
        str(found.ref),
        found.short_ref,
        str(bundle.ref),
        "vast nummer",
        str(sender),
    ):
        assert not [path for path, page in after.items() if unheard in page], unheard
    told = {aanbieder2.person.pk}
    assert not Notice.objects.filter(person__in=told, code__startswith="experience.").exists()
    assert not Letter.objects.filter(person_id__in=told, code__startswith="experience.").exists()


def test_the_walls_answer_those_who_may_look_otherwise(aanbieder2, behandelaar, sign_in):
    """So that it is a wall that keeps it, and not that there is nothing to see."""
    found = make_experience(make_account().person, text=TEXT, attachments=[make_picture()])
    handling.entitle(found, title=TITLE, by=behandelaar)
    inside = sign_in(behandelaar)

    assert TITLE in inside.get("/ervaringen/behandelen/?zoek=weekend").text
    assert inside.get(reverse("handling-attachment", args=[found.attachments.get().ref])).status_code == 200
    assert Notice.objects.filter(person=behandelaar.person, code="experience.to_handle").exists()
    assert sign_in(aanbieder2).get("/ervaringen/behandelen/?zoek=weekend").status_code == 403
