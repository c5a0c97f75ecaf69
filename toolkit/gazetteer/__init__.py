"""Names of places, countries and languages: tables that come with the package, and how to look things up in them."""
