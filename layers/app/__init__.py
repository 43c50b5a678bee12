"""The Streamlit app: the only folder that knows Streamlit."""
