"""Under which keys records usually keep the fields of an article."""

USUAL_NAMES = {
    "raw": ("raw_text",),
    "html": ("html", "raw_html", "page_html", "html_content"),
    "body": ("body", "articleBody", "article_body", "text", "maintext", "content", "full_text", "article"),
    "headline": ("headline", "title", "headline.main", "headline_main"),
    "standfirst": ("standfirst", "description", "summary", "abstract", "subtitle", "dek", "lead", "excerpt"),
    "date": (
        "datePublished",
        "date_published",
        "published_at",
        "publishedAt",
        "publish_date",
        "date_publish",
        "publication_date",
        "pub_date",
        "pubDate",
        "published",
        "date",
        "datetime",
        "timestamp",
    ),
    "authors": ("authors", "author", "byline", "creator"),
    "source": ("source", "publisher", "outlet", "source_name", "publication", "site_name", "newspaper"),
    "source_domain": ("source_domain", "domain", "hostname"),
    "agency": ("agency", "news_agency"),
    "url": ("url", "link", "canonical_url", "web_url", "source_url", "uri"),
    "language": ("language", "lang", "inLanguage"),
}
"""Contract field to keys, the most telling first; `raw` is a text dump and `html` a page."""

RIGHTS_NAMES = {
    "licence": ("license", "licence", "license_url", "rights.licence", "rights.license"),
    "holder": ("copyrightHolder", "copyright_holder", "rights_holder", "rights.holder"),
    "usage_terms": (
        *("usageTerms", "usage_terms", "usageInfo", "rights.usage_terms"),
        *("copyrightNotice", "copyright_notice"),
    ),
    "status": ("pubStatus", "pub_status", "publication_status", "rights.status"),
    "embargo_until": ("embargoed", "embargo_until", "embargoedUntil", "embargo", "rights.embargo_until"),
    "mining_reserved": ("tdm-reservation", "tdm_reservation", "mining_reserved", "rights.mining_reserved"),
}
"""Field of the rights to keys, in the same manner."""
