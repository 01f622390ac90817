"""What a web process does before it serves."""

import gc

from flask import Flask

from foundation.commands.serving import Gunicorn


def test_it_sets_aside_what_stands_and_looks_for_garbage_less_often():
    app, before = Flask("any"), gc.get_threshold()
    gc.unfreeze()
    try:
        assert Gunicorn(app, {}).load() is app

        assert gc.get_freeze_count() > 10_000
        assert gc.get_threshold()[0] == 10_000
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
