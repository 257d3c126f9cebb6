"""Tests of the algorithm as it is told: in words and in code."""
