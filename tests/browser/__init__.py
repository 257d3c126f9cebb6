"""Tests of the whole thing in a real browser."""
