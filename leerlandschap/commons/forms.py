"""The base of every form: one layout, a key that makes sending twice harmless, and text that is safe to show."""

import copy
import re
import uuid
from functools import cache

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div
from django import forms
from django.core.validators import URLValidator
from django.utils.functional import cached_property

from leerlandschap.commons import files, guard

DASHES = "---------"
NUMBER, CHOICE, ANYTHING = "Vul een getal in.", "Maak een keuze.", "Vul hier iets in."
LINE_ENDS = re.compile(r"\s*[\r\n]+\s*")
# Marks that turn the reading direction of what follows: in a name they can make a screen say something else.
TURNING_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")


# A line that may be longer than this is shown over two: on a phone one line shows some thirty letters.
LONG_LINE = 200


class LongLine(forms.Textarea):
    """One line of text that may be long: shown over two lines, and still one when it is sent."""

    def __init__(self, attrs=None) -> None:
        super().__init__({"cols": "40", "rows": "2", **(attrs or {})})

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return LINE_ENDS.sub(" ", value) if isinstance(value, str) else value


class OnceMixin:
    """Adds the hidden key that `commons.once.handled_once` looks for."""

    # The names of its texts under the guard for personal data (`guard.py`), besides those of the forms that it extends.
    guarded: tuple[str, ...] = ()
    # Whether the page says above all of its forms what is wrong with this one.
    summed_up = False

    def __init__(self, *args, **kwargs) -> None:
        # What every form of its class begins with; Django copies it for each.
        self.base_fields = _dressed(type(self))
        super().__init__(*args, **kwargs)
        self.initial.setdefault("once", uuid.uuid4().hex)

    @cached_property
    def helper(self) -> FormHelper:
        """How the form is laid out; made when it is first shown, since a form may still drop a field after this base."""
        helper = FormHelper(self)
        helper.form_tag = False
        return helper

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and not self.errors:
            guard.await_note(self)

    def clean(self):
        super().clean()
        for name, value in self.cleaned_data.items():
            if isinstance(value, str):
                self.cleaned_data[name] = TURNING_MARKS.sub("", value).replace("\r\n", "\n")
        return self.cleaned_data


def guarded_in(form: type[forms.BaseForm]) -> set[str]:
    """The names of the texts that a form has under the guard, its own and those of the forms that it extends."""
    return {name for one in form.__mro__ for name in vars(one).get("guarded", ())}


@cache
def _dressed(form: type[forms.BaseForm]) -> dict[str, forms.Field]:
    """The fields of a form as its class has them, and what every form adds to them."""
    fields = copy.deepcopy(form.base_fields)
    fields["once"] = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    for field in fields.values():
        _word_the_empty_choice(field)
        _say_what_to_fill_in(field)
        _give_room(field)
    guarded = guarded_in(form)
    return {name: guard.guarded(field) if name in guarded else field for name, field in fields.items()}


def _word_the_empty_choice(field: forms.Field) -> None:
    """Say in words what Django draws as a line of dashes: that nothing is chosen yet, or nothing is."""
    words = "Maak een keuze" if field.required else "geen"
    if getattr(field, "empty_label", None) == DASHES:
        field.empty_label = words
    elif isinstance(field, forms.TypedChoiceField) and ("", DASHES) in field.choices:
        field.choices = [("", words) if choice == ("", DASHES) else choice for choice in field.choices]


def _say_what_to_fill_in(field: forms.Field) -> None:
    """A sentence of what to do where a field has none of its own for being left empty."""
    if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
        number = isinstance(field, forms.IntegerField)
        chosen = isinstance(field, forms.ChoiceField)
        field.error_messages["required"] = NUMBER if number else CHOICE if chosen else ANYTHING


def _give_room(field: forms.Field) -> None:
    """Show a long line over two lines; not where the field brings a control of its own."""
    if (
        type(field.widget) is forms.TextInput
        and (field.max_length or 0) >= LONG_LINE
        and not field.widget.attrs.get("accesskey")
    ):
        field.widget = LongLine({name: value for name, value in field.widget.attrs.items() if name != "type"})
        field.widget.is_required = field.required


class Fold(Div):
    """Fields behind one door, for what is seldom needed; it stands open when `opened`, as when something in it is wrong."""

    template = "bootstrap5/layout/fold.html"

    def __init__(self, title: str, *fields: str, opened: bool) -> None:
        super().__init__(*fields)
        self.title, self.opened = title, opened


class SeveralField(forms.ModelMultipleChoiceField):
    """Choosing several rows. A number larger than any row can have is a choice that is not there, and no fault of ours."""

    LONGEST = 18

    def clean(self, value):
        for one in value or ():
            if len(str(one)) > self.LONGEST:
                raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": one})
        return super().clean(value)


class UploadField(forms.FileField):
    """A file of one of these `kinds` (`files.py`); `missing` says what to do when there is none."""

    def __init__(self, *, kinds, missing: str, **kwargs) -> None:
        endings = ",".join(sorted(ending for kind in kinds for ending in kind.endings))
        errors = {
            "required": missing,
            "empty": files.EMPTY,
            "max_length": "De naam van het bestand is te lang. Geef het een kortere naam.",
            "invalid": missing,
        }
        widget = forms.FileInput(attrs={"accept": endings})
        super().__init__(**{"max_length": 200, "widget": widget, "error_messages": errors} | kwargs)


class DayField(forms.DateField):
    """A day, by picker or typed as Dutch people do."""

    def __init__(self, *, label: str, required: str = "Kies een dag.", **kwargs) -> None:
        formats = ["%Y-%m-%d", "%d-%m-%Y", "%d-%m-%y", "%d/%m/%Y", "%d %B %Y"]
        errors = {"required": required, "invalid": "Vul een dag in, bijvoorbeeld 12-1-2027."}
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(
            **{"label": label, "input_formats": formats, "error_messages": errors, "widget": widget} | kwargs
        )


class ClockField(forms.TimeField):
    """An hour of the day, by picker or typed with a point."""

    def __init__(self, *, label: str, **kwargs) -> None:
        errors = {
            "required": "Vul een tijd in, bijvoorbeeld 9.30.",
            "invalid": "Vul een tijd in, bijvoorbeeld 9.30.",
        }
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        formats = ["%H:%M", "%H.%M", "%H:%M:%S"]
        super().__init__(
            **{"label": label, "input_formats": formats, "error_messages": errors, "widget": widget} | kwargs
        )


class WebAddressField(forms.URLField):
    """An address on the web, with one sentence for whatever is wrong with it."""

    default_validators = [URLValidator(schemes=["http", "https"])]
    default_error_messages = {"invalid": "Plak hier het hele webadres, bijvoorbeeld https://www.voorbeeld.nl."}


class PortalForm(OnceMixin, forms.Form):
    """A form of the portal."""


class PortalModelForm(OnceMixin, forms.ModelForm):
    """A form of the portal that edits one row; a flow saves it."""

    def changed_fields(self) -> list[str]:
        """The fields of the row that somebody changed."""
        return [name for name in self.changed_data if name in self._meta.fields]


def add_refusal(form: forms.BaseForm, error) -> None:
    """Show on `form` why a flow refused (a ValidationError); fields it does not know become errors of the form."""
    if hasattr(error, "error_dict"):
        for field, errors in error.error_dict.items():
            form.add_error(field if field in form.fields else None, errors)
    else:
        form.add_error(None, error)
