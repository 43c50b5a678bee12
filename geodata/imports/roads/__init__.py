"""A network of roads that a user brings, and the ways on it between the waypoints of a situation."""
