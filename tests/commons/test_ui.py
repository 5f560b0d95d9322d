"""The pieces pages are made of say what they draw, and escape what people typed."""

import datetime
from pathlib import Path

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import timezone

from leerlandschap.commons.drawing import Bridge, Parcel, draw
from leerlandschap.commons.forms import PortalForm
from leerlandschap.commons.templatetags import ui
from leerlandschap.network.models import OrganisationKind
from tables.models import Phase

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


def shown(template: str, **context) -> str:
    return Template(template).render(Context(context))


class ChairForm(PortalForm):
    name = forms.CharField(label="Je naam", help_text="Voornaam en achternaam.")
    bring = forms.CharField(label="Wat breng je mee?", widget=forms.Textarea, required=False)
    how = forms.ChoiceField(
        label="Hoe doe je mee?", choices=[("a", "Elke keer"), ("b", "Soms")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label="Ik ken de tafelmanieren.")


def test_dates_read_as_people_say_them():
    at = timezone.make_aware(datetime.datetime(2027, 1, 12, 9, 30))
    assert ui.moment(at) == "di 12 januari 2027, 9.30 uur"
    assert ui.day(at) == "di 12 januari 2027"
    assert ui.day(datetime.date(2027, 8, 1), "dag") == "zo 1 augustus"
    near, far = timezone.localdate() + datetime.timedelta(days=40), timezone.localdate() - datetime.timedelta(days=300)
    assert ui.day(near, "kort") == ui.day(near, "dag")
    assert ui.day(far, "kort") == ui.day(far)
    assert ui.clock(at) == "9.30 uur"


def test_a_moment_is_told_in_the_time_of_flevoland():
    assert ui.moment(datetime.datetime(2027, 7, 1, 22, 30, tzinfo=datetime.UTC)) == "vr 2 juli 2027, 0.30 uur"


def test_no_date_is_no_text():
    assert (ui.day(None), ui.moment(None), ui.clock(None)) == ("", "", "")


def test_a_long_compound_may_break_between_its_parts_only():
    assert ui.soft_hyphens("Contractvoortgangsgesprekken") == "Contract\u00advoortgangs\u00adgesprekken"
    assert ui.soft_hyphens("Samenwerking en gesprek") == "Samenwerking en gesprek"
    assert shown("{{ text|soft_hyphens }}", text="<b>jeugdbeschermingsgesprekken") == (
        "&lt;b&gt;jeugd\u00adbeschermings\u00adgesprekken"
    )
    assert ui.soft_hyphens(None) == ""


def test_typed_text_becomes_paragraphs_and_nothing_else():
    text = ui.paragraphs("Eerst\nhier.\r\n\r\n<script>alert(1)</script>\n\n  ")
    assert text == "<p>Eerst<br>hier.</p><p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    assert ui.paragraphs(None) == ""


def test_typed_lines_with_dashes_become_a_list():
    assert ui.paragraphs("Zo:\n\n- kies <een> tafel\n- vraag een stoel") == (
        "<p>Zo:</p><ul><li>kies &lt;een&gt; tafel</li><li>vraag een stoel</li></ul>"
    )
    assert ui.paragraphs("- één losse streep") == "<p>- één losse streep</p>"


def test_lines_become_a_list_without_the_typed_dashes():
    assert ui.as_list("- een\n\n2. twee\n• drie\n3-daags") == ["een", "twee", "drie", "3-daags"]


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("size", ["s", "m", "l"])
def test_every_phase_has_a_ring_with_its_name_letter_and_round(phase, size):
    ring = ui.phase_ring(phase, 12, size)
    assert f'aria-label="Fase {phase.label}, ronde 12"' in ring
    assert f"ring__pattern--{phase.value}" in ring
    assert phase.label[0].upper() in ring
    assert "12" in ring.split("ring__number")[1]


def test_the_ring_lines_what_is_past_and_dots_what_is_ahead():
    ring = ui.phase_ring("act", 1)
    assert (ring.count("ring__past"), ring.count("ring__present"), ring.count("ring__ahead")) == (2, 1, 1)


def test_a_table_without_a_phase_has_an_empty_ring():
    assert 'aria-label="Nog geen fase"' in ui.phase_ring(None)
    assert ui.phase_ring("", "") == ui.phase_ring(None)


def test_a_ring_can_stand_on_a_page_often():
    assert " id=" not in shown(
        '{% phase_ring "act" 1 %}{% phase_legend %}{% seats 3 1 %}{% perspective_badge "provider" %}'
    )


@pytest.mark.parametrize("kind", OrganisationKind)
def test_every_kind_of_organisation_has_a_colour_and_a_letter(kind):
    badge = ui.perspective_badge(kind)
    assert kind.label in badge
    assert ("badge--other" in badge) == (kind == OrganisationKind.OTHER)


def test_letters_of_perspectives_differ():
    assert len({ui.PERSPECTIVES[kind][1] for kind in OrganisationKind.values}) == len(OrganisationKind.values)


def test_an_organisation_name_is_escaped():
    assert "&lt;b&gt;" in ui.perspective_badge("provider", "<b>Riet</b>")
    assert "&lt;b&gt;" in ui.state_chip("<b>")


@pytest.mark.parametrize(
    ("taken", "free", "words"), [(14, 2, "2 stoelen vrij"), (15, 1, "1 stoel vrij"), (16, 0, "geen stoel vrij")]
)
def test_chairs_are_drawn_and_told(taken, free, words):
    row = ui.seats(taken, free)
    assert words in row
    assert f"{taken} van de 16 stoelen bezet" in row
    assert (row.count('rect class="seats__taken"'), row.count('rect class="seats__free"')) == (taken, free)


def test_a_hall_full_of_chairs_is_only_told():
    assert "<svg" not in ui.seats(100, 20)
    assert "20 stoelen vrij" in ui.seats(100, 20)


def test_an_icon_only_decorates():
    assert 'aria-hidden="true"' in ui.icon("info")


def test_the_breadcrumb_ends_with_this_page():
    way = shown('{% breadcrumb "Tafels" "/tafels/" "Crisis" %}')
    assert '<a href="/tafels/">Tafels</a>' in way
    assert '<span aria-current="page">Crisis</span>' in way


def test_the_pager_shows_only_where_there_is_something_to_page():
    assert shown("{% pager %}").strip() == ""
    page = shown('{% pager next="?na=3" last="?laatste" count="meer dan 1.000 tafels" %}')
    assert 'href="?na=3"' in page
    assert "Vorige" not in page
    assert "meer dan 1.000 tafels" in page


def test_an_empty_list_shows_a_way_forward():
    empty = shown('{% empty_state "Nog niets." "/tafels/" "Bekijk de tafels" %}')
    assert "Nog niets." in empty
    assert 'href="/tafels/"' in empty


def test_a_form_says_what_is_optional_and_ties_hint_and_label_to_the_control():
    page = render_to_string("_components/form.html", {"form": ChairForm()})
    assert page.count("(niet verplicht)") == 1
    assert "*" not in page
    assert 'aria-describedby="id_name_helptext"' in page
    assert page.index("Voornaam en achternaam") < page.index('<input type="text" name="name"')
    assert "<legend" in page


def test_a_refused_form_keeps_what_was_typed_and_links_to_each_field():
    form = ChairForm({"bring": "Mijn verhaal"})
    form.add_error(None, "De tafel is net dichtgegaan.")
    page = render_to_string("_components/form.html", {"form": form})
    assert "Mijn verhaal" in page
    assert "<li>De tafel is net dichtgegaan.</li>" in page
    assert page.count("De tafel is net dichtgegaan.") == 1
    for target in ("id_name", "id_how_0", "id_agreed"):
        assert f'href="#{target}"' in page
        assert f'id="{target}"' in page
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'id="id_name_error"' in page


def test_the_summary_stands_once_and_only_when_there_is_something_wrong():
    assert "error-summary" not in render_to_string("_components/form.html", {"form": ChairForm()})
    assert render_to_string("_components/form.html", {"form": ChairForm({})}).count("error-summary") == 1


def test_the_map_links_every_table_in_both_layouts_and_in_the_list():
    parcels = [
        Parcel("a", "Crisis & zorg", "/leertafels/crisis/", "Crisis", "crisis", slot=0, phase="act", round=1234),
        Parcel("b", "Logeren", "/leertafels/logeren/", "Logeren", "logeren", slot=1, state_text="wordt ingericht"),
    ]
    page = render_to_string("_components/map.html", {"landscape": draw(parcels, [Bridge("a", "b")])})
    assert page.count('href="/leertafels/crisis/"') == 3
    assert "Crisis &amp; zorg" in page
    assert 'width="1200"' in page, "a number in a drawing must not get a thousands separator"
    assert "Voedt Logeren" in page


def test_two_layouts_share_no_id():
    page = render_to_string("_components/map.html", {"landscape": draw([Parcel("a", "A", "/", slot=0)])})
    ids = [part.split('"')[0] for part in page.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_a_visitors_page_holds_no_form_and_no_token():
    page = render_to_string("404.html", {"user": AnonymousUser(), "csrf_token": "geheim"})
    assert "geheim" not in page
    assert "<form" not in page


def test_the_page_for_our_own_mistake_needs_nothing():
    page = render_to_string("500.html")
    assert "Er ging iets mis" in page
    assert "/static/css/base.css" in page


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_template_holds_inline_style_or_script(path):
    if "emails" in path.parts:
        return
    text = path.read_text()
    for forbidden in (" style=", "<style", " onclick=", " onsubmit=", " onchange=", "<script>", "javascript:"):
        assert forbidden not in text
