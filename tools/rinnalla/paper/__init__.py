"""Paper: HTML to tagged PDF files. No other room imports WeasyPrint or pikepdf."""
