"""The cache in Redis, and a memory of each process's own while Redis is away: signing in and its limits go on working."""

import logging
from time import monotonic

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)
# After a failure Redis is left alone this long, so that a silent one costs one time-out and not one an operation.
PAUSE_SECONDS = 10.0


class SteadyRedisCache(RedisCache):
    """Does in the process's own memory what Redis does not answer to. Limits then count per process: looser, never off."""

    def __init__(self, server, params) -> None:
        super().__init__(server, params)
        self._own = LocMemCache("while-redis-is-away", {key: params[key] for key in params if key != "OPTIONS"})
        self._away_until = 0.0

    def add(self, *args, **kwargs):
        return self._do("add", *args, **kwargs)

    def get(self, *args, **kwargs):
        return self._do("get", *args, **kwargs)

    def set(self, *args, **kwargs):
        return self._do("set", *args, **kwargs)

    def touch(self, *args, **kwargs):
        return self._do("touch", *args, **kwargs)

    def delete(self, *args, **kwargs):
        return self._do("delete", *args, **kwargs)

    def incr(self, *args, **kwargs):
        return self._do("incr", *args, **kwargs)

    def _do(self, name: str, *args, **kwargs):
        if monotonic() >= self._away_until:
            try:
                return getattr(super(), name)(*args, **kwargs)
            except RedisError:
                self._away_until = monotonic() + PAUSE_SECONDS
                log.warning("Redis does not answer; this process keeps count by itself for %s seconds", PAUSE_SECONDS)
        return getattr(self._own, name)(*args, **kwargs)
