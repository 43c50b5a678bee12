"""What is asked of a situation, one question a file."""
