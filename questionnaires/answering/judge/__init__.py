"""The learnt judge: how likely a source supports what a question asks, and which piece seems to be missing. Pure."""
