"""The list of decisions over all tables: filtered, and honest about who does not stand behind one."""

from datetime import datetime

import pytest
from django.utils import timezone

from tables.models import Decision
from tests.factories import make_decision, make_item, make_meeting, make_organisation, make_table, make_theme

pytestmark = pytest.mark.django_db
URL = "/besluiten/"


def test_the_list_is_filtered_by_table_theme_and_year(visitor):
    crisis, logeren = make_table(theme=make_theme("Crisis")), make_table(theme=make_theme("Logeren"))
    one, other = make_decision(crisis), make_decision(logeren)
    then = timezone.make_aware(datetime(2024, 3, 1, 10))
    Decision.objects.filter(pk=one.pk).update(made_at=then)

    def found(query: str) -> list:
        return [row[0] for row in visitor.get(f"{URL}?{query}").context["rows"]]

    assert found("") == [other, one]
    assert found(f"tafel={crisis.slug}") == found("thema=crisis") == found("jaar=2024") == [one]
    assert found("jaar=onzin") == [other, one]
    assert "Geen besluit past bij wat je koos." in visitor.get(f"{URL}?jaar=1999").text


def test_who_does_not_endorse_a_decision_is_named_and_not_bound_by_it(visitor):
    nieuwland, riet = make_organisation("Gemeente Nieuwland", kind="municipality"), make_organisation("Het Riet")
    decision = make_decision(make_table(), openness="public")
    decision.not_endorsed_by.set([nieuwland, riet])

    for page in (visitor.get(URL).text, visitor.get(decision.get_absolute_url()).text):
        assert "Gemeente Nieuwland en andere organisaties" in page
        assert "Het Riet" not in page
    assert "Daar geldt dit besluit niet." in visitor.get(decision.get_absolute_url()).text


def test_the_item_where_it_was_taken_shows_to_who_may_read_the_item(visitor, clm, sign_in):
    meeting = make_meeting(make_table())
    decision = make_decision(
        meeting.table, item=make_item(meeting, "Besloten punt", openness="closed"), openness="public"
    )

    assert "Besloten punt" not in visitor.get(decision.get_absolute_url()).text
    assert "Besloten punt" in sign_in(clm).get(decision.get_absolute_url()).text


@pytest.mark.parametrize(("level", "status"), [("public", 200), ("network", 404), ("closed", 404)])
def test_its_openness_holds(level, status, visitor):
    decision = make_decision(make_table(), "Een besluit", openness=level)

    assert visitor.get(decision.get_absolute_url()).status_code == status
    for address in (URL, "/opbrengst/"):
        assert ("Een besluit" in visitor.get(address).text) is (status == 200)
