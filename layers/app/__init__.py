"""The app around the page: the only code that knows Streamlit, beside the script that starts it."""
