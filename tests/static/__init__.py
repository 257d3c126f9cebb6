"""Tests of the front end without a browser: JavaScript for what it computes, Python for what it is given."""
