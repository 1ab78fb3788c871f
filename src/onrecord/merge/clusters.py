"""Things in groups, by the ties between them: whatever is tied, or by average link with what must and must not be together."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

Pair = tuple[str, str]


def find_components(names: Iterable[str], ties: Iterable[Pair]) -> list[list[str]]:
    """Names in groups of those tied, each group in order, groups by their first name."""
    home = {name: name for name in names}

    def find(name: str) -> str:
        while home[name] != name:
            home[name] = home[home[name]]
            name = home[name]
        return name

    for one, other in ties:
        a, b = sorted((find(one), find(other)))
        home[b] = a
    groups: dict[str, list[str]] = defaultdict(list)
    for name in sorted(home):
        groups[find(name)].append(name)
    return [groups[name] for name in sorted(groups)]


def cluster(
    names: Sequence[str], scores: Mapping[Pair, float], threshold: float, together: Iterable[Pair] = (), apart: Iterable[Pair] = ()
) -> list[list[str]]:
    """Groups by average link: the two groups whose members match best on average join, while that average is at least ``threshold``.

    A pair without a score counts 0. ``together`` join first and whatever their scores; two groups that hold a pair of ``apart`` never do.
    The order of the arguments changes nothing: a tie in scores goes to the names that come first.
    """
    members: dict[str, list[str]] = {group[0]: group for group in find_components(names, together)}
    home = {name: head for head, group in members.items() for name in group}
    sums: dict[str, dict[str, float]] = defaultdict(dict)
    for (one, other), score in sorted(scores.items()):
        a, b = home[one], home[other]
        if a != b:
            sums[a][b] = sums[b][a] = sums[a].get(b, 0.0) + score
    banned: dict[str, set[str]] = defaultdict(set)
    for one, other in apart:
        banned[home[one]].add(home[other])
        banned[home[other]].add(home[one])

    def average(a: str, b: str) -> float:
        return round(sums[a][b] / (len(members[a]) * len(members[b])), 9)

    queue = [(-average(a, b), a, b) for a in sums for b in sums[a] if a < b and b not in banned[a]]
    heapq.heapify(queue)
    while queue:
        score, a, b = heapq.heappop(queue)
        if -score < threshold:
            break
        if a not in members or b not in members or -score != average(a, b) or b in banned[a]:
            continue
        _join(a, b, members, sums, banned)
        for other in sums[a]:
            if other not in banned[a]:
                heapq.heappush(queue, (-average(a, other), min(a, other), max(a, other)))
    return [sorted(group) for _, group in sorted(members.items())]


def _join(a: str, b: str, members: dict[str, list[str]], sums: dict[str, dict[str, float]], banned: dict[str, set[str]]) -> None:
    """Group b becomes part of group a, with its scores and its bans. a is the smaller name, so a group is called by its first."""
    members[a] += members.pop(b)
    moved = sums.pop(b)
    moved.pop(a, None)
    sums[a].pop(b, None)
    for other, score in moved.items():
        sums[other].pop(b, None)
        sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + score
    for other in banned.pop(b, set()):
        banned[other].discard(b)
        banned[other].add(a)
        banned[a].add(other)
