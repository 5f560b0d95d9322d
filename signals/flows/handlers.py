"""Who handles experiences, and telling them in the one mail a day."""

from collections.abc import Iterable

from leerlandschap.commons import notices
from leerlandschap.network.models import Person
from leerlandschap.network.roles import Role
from signals.models import Bundle


def handlers():
    """Who handles experiences today."""
    running = {"role_assignments__role": Role.EXPERIENCE_HANDLER, "role_assignments__ended_on": None}
    return Person.objects.filter(**running, user__is_active=True).distinct()


def of_bundle(bundle: Bundle) -> Iterable[Person]:
    """Who handles what is in it; who brought it when nobody does; everybody who may when they are gone."""
    own = {one.handler for one in bundle.experiences.select_related("handler__person") if one.handler}
    own = own or {user for user in [bundle.made_by] if user}
    found = [user.person for user in own if user.is_active and getattr(user, "person", None)]
    return sorted(found, key=lambda person: person.pk) or handlers()


def tell_of_bundle(bundle: Bundle, code: str, key: str) -> None:
    """Tell who handles the bundle that there is something to look at, once by `key`."""
    path, key = bundle.get_absolute_url(), f"bundle:{bundle.ref}:{key}"
    notices.tell_all([
        notices.Telling(person.pk, code, f"{key}:{person.pk}", path, {}, bundled=True) for person in of_bundle(bundle)
    ])  # fmt: skip
