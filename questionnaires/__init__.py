"""Answering buyers' security questionnaires from a control set."""
