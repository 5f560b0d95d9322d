"""What a workbook that is brought in says, and how that differs from what the portal knows.

Read `sheets` (what the workbook looks like), `organisations`, `people` and `chairs` (one sheet each: compare, and carry
out), and `plan`, which joins them. Comparing writes nothing. The verbs are in `tables/flows/intakes.py`.
"""
