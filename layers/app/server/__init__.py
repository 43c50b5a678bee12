"""The Streamlit server: how it is started, and what it takes from a browser."""
