"""What ``formula-scan bench`` measures, and against whom."""
