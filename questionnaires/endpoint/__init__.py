"""The one place that speaks to an OpenAI-compatible endpoint, when an installation has set one."""
