import rules

from chamber.accounts.rules import is_writing_staff
from citizens.models import cities_of


@rules.predicate
def is_official(user):
    """Belongs to the council of a city, with the right to write."""
    return user.is_authenticated and bool(cities_of(user))


@rules.predicate
def is_of_this_city(user, need):
    return need is not None and user.is_authenticated and need.city_id in cities_of(user)


rules.add_perm("citizens.add_need", is_writing_staff | is_official)
rules.add_perm("citizens.change_need", is_writing_staff | is_of_this_city)
