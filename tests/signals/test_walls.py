"""What one provider sends, another never learns of: by no address, search, count, export, notification or download."""

import re

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse

from leerlandschap.commons.models import Letter, Notice
from signals.flows import bundles, experiences, handling
from tables.flows import agenda
from tests.factories import make_account, make_experience, make_meeting, make_seat, make_table

pytestmark = pytest.mark.django_db
TEXT, TITLE = "Zeehondenopvang belt niet terug.", "Bellen na het weekend"
# Where counts, lists, exports and downloads of others' things would show.
LOOKS = [
    "/mijn/", "/mijn/ervaringen/", "/mijn/acties/", "/ervaringen/", "/monitoring/", "/tafels/", "/opbrengst/", "/voorbeelden/",
    "/inzichten/?zoek=zeehondenopvang", "/werkafspraken/?zoek=bellen+na+het+weekend", "/kalender/",
]  # fmt: skip
CHANGES = re.compile(r'(name="(csrfmiddlewaretoken|once|receipt)"[^>]*value|nonce|hx-headers)=("[^"]*"|\'[^\']*\')')


def addresses(experience, bundle) -> list[str]:
    """Every address of ervaringen that is made with a ref, filled with this one's."""
    found = []
    for name in {key for key in get_resolver().reverse_dict if isinstance(key, str)}:
        for ref in (experience.ref, bundle.ref):
            for rest in ([], ["vertel"], ["terugkoppeling"], ["reactie"]):
                try:
                    found.append(reverse(name, args=[ref, *rest]))
                except NoReverseMatch:
                    continue
    return [path for path in found if path.startswith(("/ervaringen/behandelen/", "/mijn/ervaringen/"))]


def seen(client) -> dict[str, str]:
    return {path: CHANGES.sub("", client.get(path).text) for path in LOOKS}


def test_another_provider_learns_nothing(aanbieder2, behandelaar, sign_in):
    table, sender = make_table(openness="public"), make_account(name="Jelte Waterhout")
    make_seat(table, aanbieder2.person)
    meeting = make_meeting(table)
    browser = sign_in(aanbieder2)
    seen(browser)
    before = seen(browser)

    found = make_experience(sender.person, text=TEXT, organisation="Het Riet", discuss="table")
    handling.entitle(found, title=TITLE, by=behandelaar)
    handling.ask(found, text="Sinds wanneer?", by=behandelaar)
    experiences.reply(found, text="Al een jaar.", by=sender)
    assert seen(browser) == before

    bundle = bundles.bring(
        [found], table=table, meeting=meeting, title="Na het weekend", text="Wie belt?", by=behandelaar
    )
    agenda.share(meeting, by=None)
    bundles.answer(bundle, text="Er is een vast nummer.", by=behandelaar)
    walls = addresses(found, bundle)
    assert len(walls) > 6
    for path in walls:
        assert browser.get(path).status_code in {403, 404, 405}, path
        assert browser.post(path, {"text": "Mag ik?"}).status_code in {403, 404, 405}, path
    for path in ("/ervaringen/behandelen/toewijzen/", "/ervaringen/behandelen/naar-een-tafel/"):
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
