"""Tests of decks without a server."""
