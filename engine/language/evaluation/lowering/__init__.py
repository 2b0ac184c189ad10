"""How each operation of the graph runs: one small closure over its registers.

A plan's registers are numbered three to a node: its values, the bars on which it is true, the bars
on which it is false. Conditions run on these two *channels* of booleans, each only where it is
asked for: ``not`` merely swaps them, ``and`` of truths is ``or`` of falsehoods, and a bar on
neither is unknown. This is exactly Kleene's three-valued logic at a fifteenth of the cost of
NaN-coding.
"""
