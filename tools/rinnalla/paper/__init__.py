"""Paper: sheets of the lists as PDF, from the HTML of a sheet to the finished file."""
