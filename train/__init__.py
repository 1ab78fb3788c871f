"""Trains the weights that the package ships: ``python -m train voices``. Needs what ``requirements-train.txt`` pins; the package itself does not."""
