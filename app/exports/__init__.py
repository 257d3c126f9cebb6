"""Exports: an experiment and its learning steps as files for other programs."""
