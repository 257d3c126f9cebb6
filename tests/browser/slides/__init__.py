"""Slides: our plug-in in the decks of others, and the lecture of our own."""
