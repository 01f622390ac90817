"""Run a command of auditmatch with short leases and a minute that is a second, so that a test can kill and wait."""

import sys
from datetime import timedelta

import huey.consumer

import foundation.jobs.work
import foundation.mail.sender

LEASE = timedelta(seconds=6)

if __name__ == "__main__":
    foundation.jobs.work.LEASE = LEASE
    foundation.mail.sender.CLAIM = LEASE
    huey.consumer.Scheduler.periodic_task_seconds = 1
    import auditmatch  # only now: every module takes the lease as it finds it

    auditmatch.cli.main(sys.argv[1:])
