"""Tests of the grammar of links."""
