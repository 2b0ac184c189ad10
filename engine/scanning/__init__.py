"""The one door to a scan: request, universe, summary of outcomes, writers of matches."""
