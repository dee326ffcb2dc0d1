"""PostgreSQL and Valkey out of the wheels, and the supervisor that keeps the portal's parts alive.

Nothing in these modules imports Django: they run before its settings can be read.
"""

from chamber.embedded.instance import Instance, instance
from chamber.embedded.part import Part, PartFailed
from chamber.embedded.supervisor import AlreadyRunning, Supervisor

__all__ = ["AlreadyRunning", "Instance", "Part", "PartFailed", "Supervisor", "instance"]
