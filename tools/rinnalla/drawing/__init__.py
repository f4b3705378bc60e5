"""Drawings: shapes from a file, words from a page, laid out together as SVG.

The art holds no words and the page no shapes, so a drawing is translated with its page. What is
drawn from a list has no art file: its shapes follow from the list's own conditions.
"""
