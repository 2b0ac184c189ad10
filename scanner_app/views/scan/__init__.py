"""Views of the Scan tab."""
