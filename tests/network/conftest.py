"""What the stories of the network share."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def nobody_was_counted_before():
    """Limits on trying count in the cache, which outlives a story."""
    cache.clear()
