"""The rules for passwords, said in our own words: long, not well known, not one's own address."""

from django.contrib.auth import password_validation


class LongEnough(password_validation.MinimumLengthValidator):
    def get_help_text(self) -> str:
        return f"Minstens {self.min_length} tekens; een korte zin werkt goed."

    def get_error_message(self) -> str:
        return f"Dit wachtwoord is te kort: neem minstens {self.min_length} tekens."


class NotWellKnown(password_validation.CommonPasswordValidator):
    def get_help_text(self) -> str:
        return "Geen wachtwoord dat veel mensen gebruiken."

    def get_error_message(self) -> str:
        return "Dit wachtwoord gebruiken veel mensen. Kies een ander."


class NotLikeTheAddress(password_validation.UserAttributeSimilarityValidator):
    def get_help_text(self) -> str:
        return "Niet bijna hetzelfde als je e-mailadres."

    def get_error_message(self) -> str:
        return "Dit wachtwoord lijkt te veel op je e-mailadres. Kies een ander."
