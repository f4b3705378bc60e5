"""The languages of the site: which there are, their catalogues, and whether these stay true."""
