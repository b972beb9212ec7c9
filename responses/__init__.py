"""Every word and every fact: flows, services, routes, law, letters and words. This room knows no other."""
