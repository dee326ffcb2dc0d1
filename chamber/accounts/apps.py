from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "chamber.accounts"
    label = "accounts"

    def ready(self):
        from allauth.mfa.signals import authenticator_added

        from chamber.accounts import rules  # noqa: F401
        from chamber.accounts.sessions import note_new_factor

        authenticator_added.connect(note_new_factor)
