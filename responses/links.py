"""Every address we send people to, by site, without opening any: opening them is a person's task."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from responses.entries import Facts


@dataclass(frozen=True, slots=True)
class Link:
    """One address, where it stands, and whether a person is shown it."""

    url: str
    place: str
    shown: bool

    @property
    def host(self) -> str:
        """Name the site, without www."""
        return urlsplit(self.url).netloc.removeprefix("www.")


def links(facts: Facts) -> list[Link]:
    """List every address of services and routes, in order of their sites."""
    return sorted(
        {*_of_services(facts), *_of_routes(facts)}, key=lambda link: (link.host, link.url, link.place)
    )


def _of_services(facts: Facts) -> Iterator[Link]:
    for service in facts.services.values():
        for field in ("url", "webchat_url"):
            url = getattr(service, field)
            if url:
                yield Link(url, f"service {service.id}.{field}", service.shown(field) is not None)


def _of_routes(facts: Facts) -> Iterator[Link]:
    for route in facts.routes.values():
        if route.link:
            yield Link(route.link, f"route {route.id}.link", route.shown("link") is not None)
        for url in route.also.values():
            yield Link(url, f"route {route.id}.also", route.shown("also") is not None)


def link_report(facts: Facts) -> list[str]:
    """Write the report: a line a site, then its addresses, marked when a person never sees them."""
    lines: list[str] = []
    host = ""
    for link in links(facts):
        if link.host != host:
            host = link.host
            lines.append(host)
        lines.append(f"  {link.url}  ({link.place}{'' if link.shown else ', not shown: unconfirmed'})")
    return lines
