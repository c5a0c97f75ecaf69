"""Files and blobs, on this disk or elsewhere: addresses, atomic writes, locks and hashes."""
