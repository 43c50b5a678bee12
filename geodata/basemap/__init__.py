"""The ground beneath every map, of the whole world, and where in it towns and countries are."""
