"""Words for people: translations, the headline, sentences on attacks and changes."""
