"""The knowledge base as a book."""
