"""Pictures of a situation: layers, the page, its exports and the command line. Knows nothing of Streamlit."""
