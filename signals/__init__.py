"""The ear: what troubles and pleases people in practice."""
