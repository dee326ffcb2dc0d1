import pghistory

from chamber.jobs.models import Task

pghistory.track()(Task)
