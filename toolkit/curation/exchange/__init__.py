"""Exchange: articles as the files of other tools, and what people changed there back as corrections."""
