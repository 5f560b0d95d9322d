"""The form for a session of a thematafel, for who has no account."""

from tables.forms.signups import VisitorChairForm


class VisitorSessionForm(VisitorChairForm):
    """What somebody without an account says when they want to come to a session."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("involvement", "brings", "hopes"):
            del self.fields[name]
        self.fields["email"].help_text = "We sturen een mail met een link. Pas als je die bevestigt, doe je mee."
