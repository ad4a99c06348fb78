"""What is in a text; pure functions that import nothing of tracker but `text`.

    clean       what may be kept, printed and drawn        markup      HTML → clean text
    normal      one spelling, to find a text in another    words       words, terms, language, slugs
    sentences   texts → sentences                          quotations  between quotation marks
    names       proper names                               figures     numbers with their unit
    dates       times spoken of → ISO dates                addresses   what says which page is meant
    forms       the forms of words, for rules              footers     last lines that programs write

Below them: date_* and foreign_dates (for dates), numerals and units (for figures), calendar, stopwords
and lexicon (word lists).
"""
