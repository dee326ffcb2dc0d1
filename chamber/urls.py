"""Every address of the portal. Upper apps add theirs below their own prefix."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from chamber import errors
from chamber.accounts.views import language
from chamber.api import portal
from chamber.home.views import public
from chamber.slots import addresses

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
handler429 = errors.too_many  # asked for by allauth

urlpatterns = [
    path("", public.Home.as_view(), name="front"),
    path("", include("chamber.health.urls")),
    path("language/", language.set_language, name="set_language"),
    path("l/", include("chamber.links.urls")),
    path("api/v1/", portal.addresses()),
    *i18n_patterns(
        path("", include("chamber.home.urls")),
        path(
            "accessibility/",
            public.Page.as_view(template_name="home/accessibility.html"),
            name="accessibility",
        ),
        path(
            "privacy-notice/",
            public.Page.as_view(template_name="home/privacy.html"),
            name="privacy",
        ),
        path("account/", include("chamber.accounts.urls")),
        path("account/keys/", include("chamber.api.urls")),
        path("account/", include("allauth.urls")),
        path("glossary/", include("chamber.glossary.urls")),
        path("resources/", include("chamber.bookings.urls")),
        path("documents/", include("chamber.documents.urls")),
        path("jobs/", include("chamber.jobs.urls")),
        path("mail/", include("chamber.mail.urls")),
        path("history/", include("chamber.history.urls")),
        path("privacy/", include("chamber.privacy.urls")),
        *(path(prefix, include(module)) for prefix, module in addresses),
    ),
]

if settings.DEMO:
    from chamber.mail.demo import urlpatterns as mailbox

    urlpatterns += i18n_patterns(path("demo/mailbox/", include((mailbox, "mailbox"))))
