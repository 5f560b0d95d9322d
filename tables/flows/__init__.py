"""What can be done with tables: plain verbs, each in one transaction, with who does it."""
