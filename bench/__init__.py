"""Figures: ``python -m bench NAME``. Every module here that has a ``run(data, out)`` is a bench, and answers metric name to number."""
