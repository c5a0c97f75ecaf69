"""Local and remote files: addresses, atomic writes, locks, leases, safe names and hashes."""
