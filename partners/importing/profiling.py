"""New organisations made ready for matching, after the import and apart from it, because reading
their words takes longer than writing them."""

import time
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from chamber.jobs import queue as jobs
from chamber.jobs.models import Job
from partners.importing.checking import SLICE, Progress
from partners.matching import asking, profiles
from partners.matching.sources import HANGING, said_by_organisation
from partners.models import Organisation
from partners.models.organisations import OrganisationQuerySet

if TYPE_CHECKING:
    from chamber.accounts.models import User

PROFILE = "partners.profile_new"
CHUNK = 200  # organisations between two steps of progress


def start(*, by: "User | None") -> Job:
    return jobs.start(PROFILE, by=by, title=_("Make new partners ready for matching"))


def profile_new(progress: Progress, *, by: "User | None", seconds: float = SLICE) -> int:
    """Write the profiles that are missing, then look again at what fits; what is left when the
    time is up is done by a job of its own. Returns how many were written."""
    end, done = time.monotonic() + seconds, 0
    missing = Organisation.objects.filter(profile=None).order_by("pk")
    total = missing.count()
    while found := write_profiles(missing[:CHUNK]):
        done += found
        progress(min(done, total), total, "")
        if time.monotonic() > end:
            start(by=by)
            return done
    asking.refresh_all_soon(by=by)
    return done


def write_profiles(organisations: OrganisationQuerySet) -> int:
    """Bring up to date what is matched of ``organisations``; returns how many changed."""
    rows = organisations.select_related("profile", "seat", "operating_place")
    rows = rows.prefetch_related(*HANGING)
    return profiles.write_all((one, said_by_organisation(one)) for one in rows)
