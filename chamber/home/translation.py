import pghistory

from chamber.home.models import Target

pghistory.track()(Target)
