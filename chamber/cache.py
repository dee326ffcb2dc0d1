"""The cache, which must never take a page down with it."""

import functools
import time
from collections.abc import Callable
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

_PAUSE = 5  # seconds in which a cache that did not answer is not asked again


def _or_database(name: str) -> Callable[..., Any]:
    method = getattr(RedisCache, name)

    @functools.wraps(method)
    def call(self: "FailoverCache", *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() >= self._away_until:
            try:
                return method(self, *args, **kwargs)
            except RedisError:
                type(self)._away_until = time.monotonic() + _PAUSE
        return getattr(caches["database"], name)(*args, **kwargs)

    return call


class FailoverCache(RedisCache):
    """Redis; while it does not answer, PostgreSQL's cache table, so that limits still count."""

    _away_until = 0.0
    _options: dict[str, Any]

    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        super().__init__(server, params)
        # A second try would only cost the page more time.
        self._options = self._options | {"retry": Retry(NoBackoff(), 0)}

    add = _or_database("add")
    get = _or_database("get")
    set = _or_database("set")
    touch = _or_database("touch")
    delete = _or_database("delete")
    get_many = _or_database("get_many")
    set_many = _or_database("set_many")
    delete_many = _or_database("delete_many")
    has_key = _or_database("has_key")
    incr = _or_database("incr")
    clear = _or_database("clear")
