"""The frame around every page: what stands in it alike for everybody is rendered once in each process, and kept.

A page that is put together of kept parts (`commons/kept.py`) costs hardly more than its frame. Addresses and the names of
style sheets do not change while a process lives.
"""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


class Alike(template.Node):
    """Renders what is inside with nothing to fill in: so nothing of who looks, or of the page, can be in it."""

    def __init__(self, inside: template.NodeList) -> None:
        self.inside, self.rendered = inside, None

    def render(self, context) -> SafeString:
        if self.rendered is None:
            self.rendered = self.inside.render(context.new())
        return self.rendered


@register.tag
def alike(parser, token) -> Alike:
    """`{% alike %}…{% endalike %}`: the same on every page, for everybody. Raises TemplateSyntaxError round a block."""
    inside = parser.parse(("endalike",))
    parser.delete_first_token()
    if inside.get_nodes_by_type(template.loader_tags.BlockNode):
        raise template.TemplateSyntaxError("What a page can replace is not alike: no {% block %} in {% alike %}.")
    return Alike(inside)


class Again(template.Node):
    """Renders what is inside the first time in an answer, and shows that where the same name comes again."""

    def __init__(self, name: str, inside: template.NodeList) -> None:
        self.name, self.inside = name, inside

    def render(self, context) -> SafeString:
        request = context.get("request")
        if request is None:
            return self.inside.render(context)
        rendered = vars(request).setdefault("rendered_again", {})
        if self.name not in rendered:
            rendered[self.name] = self.inside.render(context)
        return rendered[self.name]


@register.tag
def again(parser, token) -> Again:
    """`{% again name %}…{% endagain %}`: what a page says twice, as its menu for a wide and for a narrow screen."""
    inside = parser.parse(("endagain",))
    parser.delete_first_token()
    return Again(token.split_contents()[1], inside)


@register.simple_tag
def front_doors(navigation: list[dict], path: str, link_class: str) -> SafeString:
    """The entries of the navigation, of which one may be where the reader is."""
    return _front_doors(
        tuple((entry["url"], entry["label"], entry["current"] and _place(entry["url"], path)) for entry in navigation),
        link_class,
    )


def _place(url: str, path: str) -> str:
    """What to call the present entry: this very page, or the part of the portal that it is in."""
    return "page" if url == path else "true"


@lru_cache(maxsize=256)
def _front_doors(entries: tuple, link_class: str) -> SafeString:
    return render_to_string("_components/navigation.html", {"entries": entries, "link_class": link_class})
