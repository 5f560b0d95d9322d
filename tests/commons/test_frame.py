"""What stands on every page alike is rendered once, and nothing of who looks can be in it."""

import pytest
from django.template import Context, Engine, TemplateSyntaxError
from django.template.loader import get_template

from leerlandschap.commons.templatetags import frame

ENGINE = Engine(
    builtins=["leerlandschap.commons.templatetags.frame"], libraries={"static": "django.templatetags.static"}
)


def entries(*, at: str = "") -> list[dict]:
    return [
        {"label": label, "url": url, "current": at.startswith(url)}
        for label, url in (("Tafels", "/tafels/"), ("Nieuws & meer", "/nieuws/"))
    ]


def test_what_is_alike_is_rendered_once():
    page = ENGINE.from_string("{% alike %}{% now 'u' %}{% endalike %}")

    assert page.render(Context()) == page.render(Context())


def test_what_is_alike_knows_nothing_of_the_page_or_of_who_looks():
    page = ENGINE.from_string("{% alike %}<p>{{ name }}{{ user }}{{ request }}</p>{% endalike %}{{ name }}")

    assert page.render(Context({"name": "Anna", "user": "Anna", "request": "r"})) == "<p></p>Anna"
    assert page.render(Context({"name": "Berend"})) == "<p></p>Berend"


def test_what_a_page_says_again_is_rendered_once_in_an_answer_and_never_for_somebody_else(rf):
    twice = "{% again who %}{{ name }}{% endagain %}"
    page = ENGINE.from_string(f"{twice}{{% with name='Cees' %}}{twice}{{% endwith %}}")

    assert page.render(Context({"name": "Anna", "request": rf.get("/")})) == "AnnaAnna"
    assert page.render(Context({"name": "Berend", "request": rf.get("/")})) == "BerendBerend"
    assert page.render(Context({"name": "Berend"})) == "BerendCees"


def test_what_a_page_can_replace_is_not_alike():
    with pytest.raises(TemplateSyntaxError, match="no {% block %}"):
        ENGINE.from_string("{% alike %}{% if a %}{% block title %}{% endblock %}{% endif %}{% endalike %}")


@pytest.mark.parametrize(
    ("path", "marks"),
    [("/tafels/", ['aria-current="page"']), ("/tafels/rust/", ['aria-current="true"']), ("/", [])],
)
def test_the_navigation_says_where_the_reader_is(path, marks):
    for _round in range(2):
        shown = frame.front_doors(entries(at=path), path, "menu__link")

        assert [mark for mark in ('aria-current="page"', 'aria-current="true"') if mark in shown] == marks
        assert '<a class="menu__link" href="/nieuws/">Nieuws &amp; meer</a>' in shown


def test_the_frame_of_a_page_holds_its_style_sheets_for_every_reader():
    once, again = (get_template("base.html").render({"user": name}) for name in ("Anna", "Berend"))

    assert "css/tokens.css" in once
    assert once.replace("Anna", "") == again.replace("Berend", "")
