"""Views of the Data tab."""
