"""The search index of a built site, made by Pagefind from pages whose words are in base form.

The pages themselves are not changed. What goes into the index is written anew from their text:
base forms of its words (stems, where a language has no dictionary here), the parts of its
compounds and what its words come from.
The search page reads from `words.json` which forms of a word the site knows, turns what somebody
types into base forms with it, and asks the index for those (static/query.js).
"""
