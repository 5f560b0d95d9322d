"""PostgreSQL as Django speaks it, but for one thing: see `base`, the name Django looks for."""
