"""Who is who: predicates that the permissions of every app are composed of."""

import rules


@rules.predicate
def is_signed_in(user):
    return user.is_authenticated


@rules.predicate
def is_chamber(user):
    """Staff of any kind, read-only staff included."""
    return user.is_authenticated and user.is_chamber


@rules.predicate
def is_writing_staff(user):
    return user.is_authenticated and user.is_writing_staff


@rules.predicate
def is_administrator(user):
    return user.is_authenticated and user.is_administrator


rules.add_perm("accounts.manage", is_administrator)
