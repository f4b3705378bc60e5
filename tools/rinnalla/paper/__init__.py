"""Paper: lists as PDF sheets, from their HTML to the file. No other room imports WeasyPrint."""
