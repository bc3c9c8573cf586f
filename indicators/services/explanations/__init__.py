"""Forklar tallet: every figure with its inputs, its sum, the rule behind its words, and a recipe."""
