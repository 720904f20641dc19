"""Forms of casuïstiek: of the casus itself, of what is done with others, and of learning."""
