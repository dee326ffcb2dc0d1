from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "chamber.accounts"
    label = "accounts"

    def ready(self):
        from allauth.mfa.signals import authenticator_added

        from chamber.accounts import links, rules  # noqa: F401
        from chamber.accounts.people import VERBS, told
        from chamber.accounts.sessions import note_new_factor
        from chamber.history import registry

        registry.keep(self.get_model("User"), words=VERBS, details=told)
        authenticator_added.connect(note_new_factor)
