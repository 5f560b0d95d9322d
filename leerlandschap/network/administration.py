"""The door of the administration: through the portal's own sign-in, only for beheer, and only to look."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator

from leerlandschap.network.roles import Permission, may, refusal


class Administration(admin.AdminSite):
    """Pages that are read-only, for who has the role beheer."""

    site_header = site_title = "Beheer van het leerlandschap"
    index_title = "Wat er is"

    def register(self, model_or_iterable, admin_class=None, **options) -> None:
        """Takes only pages that cannot change anything; what packages bring along stays outside."""
        from leerlandschap.commons.admin import ReadOnlyAdmin

        if admin_class is not None and issubclass(admin_class, ReadOnlyAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request) -> bool:
        user = request.user
        return user.is_active and user.is_staff and may(user, Permission.ADMIN)

    def admin_view(self, view, cacheable=False):
        """A page behind the door: 403 for who is signed in and may not, the sign-in page for who is not."""
        guarded = super().admin_view(view, cacheable)

        def behind_the_door(request, *args, **kwargs) -> HttpResponse:
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied(refusal(Permission.ADMIN))
            return guarded(request, *args, **kwargs)

        return behind_the_door

    @method_decorator(secure_admin_login)
    def login(self, request, extra_context=None) -> HttpResponse:
        """There is no sign-in page of its own."""
        if not self.has_permission(request):
            raise PermissionDenied(refusal(Permission.ADMIN))
        return redirect("admin:index")

    def password_change(self, request, extra_context=None) -> HttpResponse:
        """Passwords are changed where the portal does it."""
        return redirect("account_change_password")
