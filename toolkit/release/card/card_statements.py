"""What is true of every release whatever it holds, said once for the card and for Croissant."""

USES = (
    "Training and evaluating systems that find quotations and say who spoke.",
    "Named entity recognition and the resolution of names within an article.",
    "Studies of who is quoted in the news, by which outlets and when.",
)
MISUSES = (
    "Judging or profiling the people who are named: what was said about or by them was found by a program.",
    (
        "Standing in for the outlets' own pages: an article is here as it was when it was collected, later corrections "
        "are not."
    ),
)
COLLECTION = (
    "Raw documents that the publisher of this release had collected (plain text, HTML pages, records of JSON Lines, "
    "JSON, Parquet, feeds and archives) were read from files; the toolkit fetches nothing itself."
)
MISSING = (
    "Nothing is filled in. A field is null when the document does not say it; a publication date is null unless day, "
    "month and year are known, and date_edtf says what part of it is."
)
PREPROCESSING = (
    (
        "Characters are decoded and mojibake repaired; headline, standfirst, byline, dateline and body are told apart "
        "from navigation, advertisements and other boilerplate; every removed line is listed with its reason."
    ),
    "Near-duplicates form a group, and a group stands in one split; of identical articles one is published.",
    "Every row is validated against the contract; a document that fails is kept in quarantine/ with its reason.",
)
ANNOTATION = (
    (
        "Quotations, their parts and their speakers are found by rules over quotation marks and reporting verbs and by "
        "a small trained ranker; confidence is the probability that span and speaker are both right."
    ),
    "Named mentions are looked for in some languages only, see the table of languages; entities is null in the others.",
)
PERSONAL = (
    (
        "Articles name people: those who wrote them, those who speak in them and those who are spoken of. Names, words "
        "and deeds that outlets had published are in the text as they stood there; nothing was made anonymous."
    ),
    "Who asks for the removal of an article or a name should be heard: use the contact below and name the id.",
)
LIMITATIONS = (
    (
        "Quotations, speakers and entities were found by a program and hold mistakes; filter by confidence where that "
        "matters."
    ),
    "Where entities is null nobody looked for any; where it is empty none was found.",
    "The time of an article is known only as precisely as date_precision says.",
)
BIASES = (
    "The outlets, languages and months are those that were collected, not a fair sample of the news.",
    "News quotes officials and the powerful more often than others; a model that is trained on it will too.",
    "Programs find names of some languages and cultures better than those of others.",
)
MAINTENANCE = (
    "Each release has a version and is never changed; a correction or removal makes a new version, and SHA256SUMS and "
    "manifest.json prove which one a copy is."
)
