"""Tests of the explanations over HTTP."""
