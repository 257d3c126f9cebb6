"""Tests of the server and of the command line."""
