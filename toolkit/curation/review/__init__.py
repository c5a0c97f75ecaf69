"""Review: people read articles beside their raw documents on a local page, and put right what is wrong."""
