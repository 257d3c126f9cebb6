"""``python -m tests.benchmarks [name ...]``: run the benchmarks, all or those named, and print one table."""

import sys

from tests.benchmarks import api_stalling, api_throughput, embeds, page
from tests.benchmarks.figure import Figure, table

BENCHMARKS = (api_throughput, api_stalling, page, embeds)


def main() -> None:
    """Run what the command line names."""
    by_name = {module.__name__.rpartition(".")[2]: module for module in BENCHMARKS}
    unknown = set(sys.argv[1:]) - by_name.keys()
    if unknown:
        sys.exit(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(by_name)}")
    figures: list[Figure] = []
    for name in sys.argv[1:] or by_name:
        print(f"{name} ...", file=sys.stderr, flush=True)
        figures += by_name[name].run()
    print(table(figures))


if __name__ == "__main__":
    main()
