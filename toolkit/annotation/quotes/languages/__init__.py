"""Quotations by rules: one algorithm, and one table of marks, verbs and word order for each language.

Sources: each table is written from general knowledge of its language; no corpus was learned from.
"""
