"""Tests of the visualizer; the folders mirror those of the sources."""
