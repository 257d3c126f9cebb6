"""Benchmarks: figures, never tests. ``python -m tests.benchmarks`` runs all and prints one table.

A benchmark is a module with a function ``run`` that yields figures; `tests.benchmarks.__main__` lists the modules.
Everything that is compared is measured in the same run, in turns, so that a busy machine slows both.
"""
