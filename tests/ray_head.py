"""A small Ray cluster on this machine, until standard input ends: ``python ray_head.py CORES``. Its address is the first line it prints."""

import os
import sys

os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "DO_NOT_TRACK": "1"}

import ray


def main() -> None:
    ray.init(num_cpus=int(sys.argv[1]), include_dashboard=False, object_store_memory=100_000_000, logging_level="ERROR", log_to_driver=False)
    sys.stdout.write(f"{ray.get_runtime_context().gcs_address}\n")
    sys.stdout.flush()
    sys.stdin.read()
    ray.shutdown()


if __name__ == "__main__":
    main()
