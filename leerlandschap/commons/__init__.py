"""The floor everyone stands on: audit, ledger, tickets, texts, forms, registries. It knows none of the apps above it."""
