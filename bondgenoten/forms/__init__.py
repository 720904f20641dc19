"""Forms of networks: of the network itself, of the people in it, of signals and calls, and of knowledge."""
