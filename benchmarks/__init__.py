"""How fast the portal is, in multiples of a page that does nothing; `python -m benchmarks` (docs/performance.md)."""
