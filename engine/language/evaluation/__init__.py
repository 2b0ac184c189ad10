"""From the graph to values: plans, lowered steps and the evaluator."""
