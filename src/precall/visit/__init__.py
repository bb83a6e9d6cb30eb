"""One visit to a site: from the address to what its pages say, settled into facts."""
