"""The knowledge base as a book: one file in each language, to edit in Word or to read as PDF."""
