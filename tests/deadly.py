"""What a process of the batch tests does with an input: it stands in for reading, and some inputs kill the process."""

import os

from onrecord import Extraction, Report
from onrecord.batch import Job, Outcome


def read_or_die(job: Job) -> Outcome:
    """Dies, as of too little memory, on a path that says so."""
    if "deadly" in job.path:
        os._exit(9)
    return Outcome(job.path, Extraction(Report(id=job.path, text=str(os.getpid()))))
