"""Beginning a situation: its folder, the files of the example, the files of an area of the world."""
