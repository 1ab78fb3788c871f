"""Trains the weights that ship: ``python -m train voices`` or ``events``. Needs what ``requirements-train.txt`` pins; the package does not."""
