"""Questions that one passage cannot answer: what is counted or gathered over all documents, every line with its proof.

What this package does not understand, or about which nothing was gathered, is left to the search.
"""
