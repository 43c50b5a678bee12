"""Geometry of any source as shapely shapes in EPSG:4326, lon/lat order."""
