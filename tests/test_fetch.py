from __future__ import annotations

import errno
import gzip
import ipaddress
import socket
import ssl
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event, Thread
from typing import TYPE_CHECKING, cast

import httpcore2
import pytest

from tracker.fetch import Failure, Fetcher, Response, host_of
from tracker.fetch.addresses import RefusedError, is_public, permission, permitted
from tracker.fetch.answers import max_age, retry_after
from tracker.fetch.body import BodyError, read_body
from tracker.fetch.connection import patience
from tracker.fetch.reasons import is_offline, reason
from tracker.selftest import servers
from tracker.selftest.servers import Site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.fetch.connection import BoundedStream

FEED = b"<rss version='2.0'><channel><title>Harbour Wire</title></channel></rss>"


class Clock:
    """Time that passes only by sleeping."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    fetcher = Fetcher(allow_private=["127.0.0.1"], version="1.2", pause=0)
    yield fetcher
    fetcher.close()


def fetched(answer: Response | Failure) -> Response:
    assert isinstance(answer, Response), answer
    return answer


def failed(answer: Response | Failure) -> Failure:
    assert isinstance(answer, Failure), answer
    return answer


def test_a_feed_is_fetched_with_all_that_the_server_says_of_it(site: Site, fetcher: Fetcher) -> None:
    headers = {"Content-Type": "application/rss+xml", "Cache-Control": "public, max-age=600"}
    url = site.serve("/feed", FEED, 200, headers, etag='W/"a b"', modified="Sat, 2 May 2026 08:00:00 GMT")
    answer = fetched(fetcher.get(url))
    assert answer == Response(
        url=url,
        status=200,
        body=FEED,
        etag='W/"a b"',
        modified="Sat, 2 May 2026 08:00:00 GMT",
        content_type="application/rss+xml",
        max_age=timedelta(minutes=10),
    )


def test_the_user_agent_names_the_version_and_an_address(site: Site, fetcher: Fetcher) -> None:
    fetcher.get(site.serve("/feed", FEED))
    headers = site.requests[0].headers
    assert headers["user-agent"] == "tracker/1.2 (+https://tracker.invalid/)"
    assert headers["accept-encoding"] == "gzip"
    assert "application/atom+xml" in headers["accept"]
    assert headers["host"] == f"127.0.0.1:{site.port}"


def test_no_validators_are_sent_that_nobody_gave(site: Site, fetcher: Fetcher) -> None:
    fetcher.get(site.serve("/feed", FEED))
    assert not {"if-none-match", "if-modified-since"} & site.requests[0].headers.keys()


@pytest.mark.parametrize("etag", ['"x"', 'W/"x"', "no quotes", '"caf\xe9"', '"a,b"  "c"'])
def test_validators_go_back_byte_for_byte(site: Site, fetcher: Fetcher, etag: str) -> None:
    url = site.serve("/feed", FEED, etag=etag, modified="rubbish, but mine")
    first = fetched(fetcher.get(url))
    second = fetched(fetcher.get(url, first.etag, first.modified))
    assert (first.status, second.status, second.body) == (200, 304, b"")
    assert site.requests[1].headers["if-none-match"] == etag
    assert site.requests[1].headers["if-modified-since"] == "rubbish, but mine"


def test_validators_that_are_no_header_are_a_failure_and_not_a_crash(site: Site, fetcher: Fetcher) -> None:
    answer = failed(fetcher.get(site.serve("/feed", FEED), etag="a\r\nX-Evil: 1"))
    assert "validators" in answer.reason
    assert site.requests == []


def test_a_304_nobody_asked_for_is_a_failure(site: Site, fetcher: Fetcher) -> None:
    answer = failed(fetcher.get(site.serve("/feed", status=304)))
    assert answer.reason == "304 Not Modified, which nobody asked for"


def test_no_cookies_are_kept(site: Site, fetcher: Fetcher) -> None:
    url = site.serve("/feed", FEED, headers={"Set-Cookie": "id=7; Path=/"})
    fetcher.get(url)
    fetcher.get(url)
    assert "cookie" not in site.requests[1].headers


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (404, "404 Not Found"),
        (403, "403 Forbidden"),
        (500, "500 Internal Server Error"),
        (204, "204 No Content"),
        (599, "the server answered with the unknown status 599"),
        (302, "302 Found"),
    ],
)
def test_a_status_that_is_no_success_is_told(
    site: Site, fetcher: Fetcher, status: int, sentence: str
) -> None:
    answer = failed(fetcher.get(site.serve("/feed", b"", status)))
    assert (answer.reason, answer.status, answer.gone) == (sentence, status, False)


def test_a_410_is_gone(site: Site, fetcher: Fetcher) -> None:
    assert failed(fetcher.get(site.serve("/feed", status=410))).gone


def test_a_503_brings_its_retry_after(site: Site, fetcher: Fetcher) -> None:
    url = site.serve("/feed", status=503, headers={"Retry-After": "7200"})
    assert failed(fetcher.get(url)).retry_after == timedelta(hours=2)


def test_permanent_redirects_tell_the_new_address(site: Site, fetcher: Fetcher) -> None:
    new = site.serve("/new", FEED)
    site.redirect("/newer", "/new", 308)
    answer = fetched(fetcher.get(site.redirect("/old", "newer", 301)))
    assert (answer.url, answer.permanent) == (new, new)


def test_one_temporary_redirect_makes_the_whole_way_temporary(site: Site, fetcher: Fetcher) -> None:
    new = site.serve("/new", FEED)
    site.redirect("/between", "/new", 302)
    answer = fetched(fetcher.get(site.redirect("/old", "/between", 301)))
    assert (answer.url, answer.permanent) == (new, "")


def test_one_server_is_one_host_by_http_and_by_https() -> None:
    assert host_of("http://a.example/x") == host_of("https://a.example/y")


@pytest.mark.parametrize("place", ["/café".encode(), "/café".encode("latin-1"), b"/caf%C3%A9"])
def test_a_redirect_to_an_address_that_is_not_ascii_is_followed(
    site: Site, fetcher: Fetcher, place: bytes
) -> None:
    head = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + place + b"\r\n\r\n"
    site.serve("/caf%C3%A9", FEED)

    def redirect(handler: servers.Handler) -> None:
        handler.wfile.write(head)

    assert fetched(fetcher.get(site.do("/old", redirect))).body == FEED


def test_redirects_end_after_five(site: Site, fetcher: Fetcher) -> None:
    answer = fetcher.get(site.redirect("/round", "/round", 301))
    assert failed(answer).reason == "more than 5 redirects"
    assert len(site.requests) == 6


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1", "data:,x"]
)
def test_redirects_go_to_http_alone(site: Site, fetcher: Fetcher, target: str) -> None:
    assert "is not an" in failed(fetcher.get(site.redirect("/old", target))).reason


def test_a_redirect_to_an_address_not_named_is_refused(site: Site, fetcher: Fetcher) -> None:
    url = site.redirect("/old", f"http://127.0.0.2:{site.port}/new")
    assert "127.0.0.2 is private" in failed(fetcher.get(url)).reason


def test_a_name_and_password_go_to_their_own_server_alone(site: Site, fetcher: Fetcher) -> None:
    site.serve("/feed", FEED)
    with Site() as other:
        site.redirect("/away", other.serve("/feed", FEED))
        for path in ("/feed", "/away"):
            fetched(fetcher.get(site.url(path).replace("http://", "http://me:s%20t@")))
        assert site.requests[0].headers["authorization"] == "Basic bWU6cyB0"
        assert "authorization" not in other.requests[0].headers


@pytest.mark.parametrize(
    "url",
    ["", "no address", "file:///etc/passwd", "/etc/passwd", "http://", "javascript:alert(1)",
     "http://[::1", "http://a b/", "http://\x1b]52;c;x\x07/", "http://exa\u0000mple/"],
)  # fmt: skip
def test_what_is_no_http_address_is_refused_in_a_clean_sentence(fetcher: Fetcher, url: str) -> None:
    sentence = failed(fetcher.get(url)).reason
    assert sentence.isprintable()


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "0.0.0.0", "127.1", "2130706433", "0x7f.0.0.1", "[::1]",
     "[::ffff:127.0.0.1]", "[::]", "10.0.0.1", "169.254.169.254", "100.64.0.1", "192.168.1.1"],
)  # fmt: skip
def test_private_addresses_are_refused_in_every_spelling(site: Site, host: str) -> None:
    site.serve("/feed", FEED)
    fetcher = Fetcher(version="1", pause=0)
    answer = failed(fetcher.get(f"http://{host}:{site.port}/feed"))
    assert answer.reason.endswith("is private; name it in allow_private to permit it")
    assert site.requests == []


def test_the_refusal_names_the_address() -> None:
    answer = failed(Fetcher(version="1", pause=0).get("http://127.0.0.1:9/"))
    assert answer.reason == ("address 127.0.0.1 is private; name it in allow_private to permit it")


@pytest.mark.parametrize("entry", ["127.0.0.1", "127.0.0.0/8", "127.0.0.1:{port}"])
def test_a_private_address_is_permitted_by_name(site: Site, entry: str) -> None:
    fetcher = Fetcher(allow_private=[entry.format(port=site.port)], version="1", pause=0)
    assert fetched(fetcher.get(site.serve("/feed", FEED))).body == FEED


def test_a_host_name_is_permitted_by_name(site: Site) -> None:
    site.serve("/feed", FEED)
    fetcher = Fetcher(allow_private=["localhost"], version="1", pause=0)
    assert fetched(fetcher.get(site.url("/feed", "localhost"))).body == FEED
    assert "private" in failed(fetcher.get(site.url("/feed"))).reason


def test_another_port_of_a_permitted_host_is_refused(site: Site) -> None:
    fetcher = Fetcher(allow_private=[f"127.0.0.1:{site.port + 1}"], version="1", pause=0)
    assert "private" in failed(fetcher.get(site.serve("/feed", FEED))).reason


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.1.1", "100.64.0.1", "0.0.0.0",
     "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1",
     "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "::ffff:10.0.0.1",
     "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "2001::1"],
)  # fmt: skip
def test_an_address_that_is_not_of_the_open_internet_is_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "93.184.216.34", "2606:4700::1", "::ffff:1.1.1.1", "64:ff9b::101:101"]
)
def test_an_address_of_the_open_internet_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_of_a_name_with_public_and_private_addresses_only_the_public_are_left() -> None:
    addresses = [ipaddress.ip_address(a) for a in ("10.0.0.1", "1.1.1.1")]
    assert permitted("a.example", 80, addresses, ()) == addresses[1:]
    with pytest.raises(RefusedError, match=r"a\.example has the address 10\.0\.0\.1"):
        permitted("a.example", 80, addresses[:1], ())


@pytest.mark.parametrize(
    ("entry", "host", "address", "port", "covered"),
    [
        ("nas.lan", "NAS.lan", "192.168.0.2", 80, True),
        ("nas.lan", "other.lan", "192.168.0.2", 80, False),
        ("nas.lan:8080", "nas.lan", "192.168.0.2", 80, False),
        ("192.168.0.0/16", "any", "192.168.9.9", 80, True),
        ("192.168.0.0/16", "any", "10.0.0.1", 80, False),
        ("::1", "any", "::1", 80, True),
        ("[::1]:80", "any", "::1", 80, True),
        ("[::1]:80", "any", "::1", 81, False),
        ("127.0.0.1", "any", "::1", 80, False),
    ],
)
def test_permissions_cover_what_they_name(
    entry: str, host: str, address: str, port: int, *, covered: bool
) -> None:
    assert permission(entry).covers(host, ipaddress.ip_address(address), port) is covered


def test_having_no_network_is_told_from_a_server_that_does_not_answer(site: Site, fetcher: Fetcher) -> None:
    unreachable = httpcore2.ConnectError()
    unreachable.__cause__ = OSError(errno.ENETUNREACH, "Network is unreachable")
    assert is_offline(unreachable)
    assert not failed(fetcher.get("http://127.0.0.1:1/")).offline
    assert not failed(fetcher.get(site.url("/nothing"))).offline


def test_a_name_without_address_is_told(fetcher: Fetcher) -> None:
    answer = failed(fetcher.get("http://nobody.invalid/feed"))
    assert "nobody.invalid" in answer.reason


def test_a_closed_port_is_told(fetcher: Fetcher) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    answer = failed(fetcher.get(f"http://127.0.0.1:{port}/"))
    assert answer.reason == "the server refused the connection"


def test_that_nobody_answered_is_told_from_an_answer_and_from_a_refusal(site: Site, fetcher: Fetcher) -> None:
    assert failed(fetcher.get("http://127.0.0.1:1/")).unanswered
    assert failed(fetcher.get(site.do("/feed", servers.hung_up))).unanswered
    assert not failed(fetcher.get(site.url("/nothing"))).unanswered
    assert not failed(Fetcher(version="1", pause=0).get("http://127.0.0.1:9/")).unanswered


def test_a_server_that_speaks_no_tls_is_told(site: Site, fetcher: Fetcher) -> None:
    answer = failed(fetcher.get(site.url("/feed").replace("http:", "https:")))
    assert answer.reason == "the server can't speak a secure version of TLS"


def test_a_bad_certificate_is_told_in_openssls_words() -> None:
    error = httpcore2.ConnectError()
    error.__cause__ = ssl.SSLCertVerificationError(1, "verify failed")
    error.__cause__.verify_message = "certificate has expired."
    assert reason(error, 30) == "the server's certificate is not valid: certificate has expired"


def dripping_headers(handler: servers.Handler) -> None:
    """Answer with headers without end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.site.stopping.wait(servers.DRIP):
        handler.wfile.write(b"X-More: yes\r\n")
        handler.wfile.flush()


@pytest.mark.parametrize(
    "trick", [servers.silent, servers.dripping, dripping_headers], ids=lambda t: t.__name__
)
def test_whoever_is_slower_than_the_deadline_is_cut(site: Site, trick: servers.Route) -> None:
    assert callable(trick)
    fetcher = Fetcher(allow_private=["127.0.0.1"], version="1", pause=0, deadline=0.2)
    answer = failed(fetcher.get(site.do("/feed", trick)))
    assert answer.reason == "the server did not answer within 0.2 s"


@pytest.mark.parametrize(
    ("trick", "sentence"),
    [
        (servers.hung_up, "the answer was cut off"),
        (servers.cut_off, "the answer was cut off"),
        (servers.babble, "the server's answer is not proper HTTP"),
    ],
)
def test_tricks_are_failures(site: Site, fetcher: Fetcher, trick: servers.Route, sentence: str) -> None:
    assert callable(trick)
    assert failed(fetcher.get(site.do("/feed", trick))).reason == sentence


def test_a_gzip_body_is_inflated(site: Site, fetcher: Fetcher) -> None:
    url = site.serve("/feed", gzip.compress(FEED), headers={"Content-Encoding": "gzip"})
    assert fetched(fetcher.get(url)).body == FEED


def test_a_bomb_is_cut_at_the_cap(site: Site, fetcher: Fetcher) -> None:
    url = site.serve("/feed", servers.bomb(40), headers={"Content-Encoding": "gzip"})
    assert failed(fetcher.get(url)).reason == "the answer is bigger than 15 MB"


def test_a_body_in_pieces_is_joined_and_capped() -> None:
    assert read_body([b"ab", b"c"], "", 3) == b"abc"
    with pytest.raises(BodyError, match="bigger"):
        read_body([b"ab", b"cd"], "", 3)


def test_gzip_in_pieces_members_and_padding_is_inflated() -> None:
    data = gzip.compress(b"ab") + gzip.compress(b"cd") + b"\0\0"
    assert read_body([data[n : n + 1] for n in range(len(data))], "GZIP", 99) == b"abcd"
    assert read_body([data], "x-gzip", 99) == b"abcd"


def test_a_million_tiny_gzip_members_are_not_followed() -> None:
    assert len(read_body([gzip.compress(b"a") * 1000], "gzip", 10**6)) < 200


@pytest.mark.parametrize("encoding", ["br", "zstd", "deflate", "gzip, gzip", "rubbish"])
def test_an_encoding_nobody_asked_for_is_refused(encoding: str) -> None:
    with pytest.raises(BodyError, match="nobody asked for"):
        read_body([b"x"], encoding, 10)


# The ids are given: every process must collect the same, and gzip writes the time into its bytes.
@pytest.mark.parametrize(
    ("body", "words"), [(gzip.compress(FEED)[:-9], "cut off"), (FEED, "not the gzip")], ids=["cut", "plain"]
)
def test_a_body_that_is_no_whole_gzip_is_refused(body: bytes, words: str) -> None:
    with pytest.raises(BodyError, match=words):
        read_body([body], "gzip", 1000)


def test_a_host_gets_one_request_at_a_time(site: Site) -> None:
    fetcher = Fetcher(allow_private=["127.0.0.1"], version="1", pause=0)
    urls = [site.serve(f"/{n}", FEED) for n in range(24)]
    with ThreadPoolExecutor(8) as pool:
        assert all(fetched(answer).body == FEED for answer in pool.map(fetcher.get, urls))
    assert site.busiest == 1


def test_a_host_that_is_out_of_reach_is_not_tried_again_for_its_other_feeds() -> None:
    clock = Clock()
    with socket.create_server(("127.0.0.1", 0), backlog=0) as barred, socket.socket() as first:
        # What is in its queue is never taken, so that nobody else gets in.
        first.connect(barred.getsockname())
        fetcher = Fetcher(allow_private=["127.0.0.1"], version="1", monotonic=clock, pause=0, deadline=0.2)
        url = f"http://127.0.0.1:{barred.getsockname()[1]}"
        assert "did not answer within" in failed(fetcher.get(f"{url}/one")).reason
        assert "could not be reached a moment ago" in failed(fetcher.get(f"{url}/two")).reason
        clock.now += 61
        assert "did not answer within" in failed(fetcher.get(f"{url}/two")).reason


def test_only_the_last_address_of_a_host_gets_all_the_time_that_is_left() -> None:
    assert [patience(30.0, others) for others in (2, 1, 0)] == [5.0, 5.0, 30.0]
    assert patience(3.0, 1) == 3.0


def test_two_hosts_are_asked_at_the_same_time(site: Site, fetcher: Fetcher) -> None:
    with Site() as other:
        met = Event()
        other.do("/feed", lambda _: met.set())

        def wait(handler: servers.Handler) -> None:
            assert met.wait(30)
            handler.give(servers.Answer(FEED), site.requests[0])

        url = site.do("/feed", wait)
        with ThreadPoolExecutor(2) as pool:
            first = pool.submit(fetcher.get, url)
            pool.submit(fetcher.get, other.url("/feed"))
            assert fetched(first.result()).body == FEED


def test_a_pause_is_kept_between_two_requests_to_a_host(site: Site) -> None:
    clock = Clock()
    fetcher = Fetcher(allow_private=["127.0.0.1"], version="1", sleep=clock.sleep, monotonic=clock, pause=1.0)
    url = site.serve("/feed", FEED)
    fetcher.get(url)
    clock.now += 0.25
    fetcher.get(url)
    clock.now += 5
    fetcher.get(url)
    assert clock.slept == [0.75]


def test_a_redirect_on_one_host_waits_its_pause_too(site: Site) -> None:
    clock = Clock()
    fetcher = Fetcher(allow_private=["127.0.0.1"], version="1", sleep=clock.sleep, monotonic=clock, pause=1.0)
    site.serve("/new", FEED)
    fetched(fetcher.get(site.redirect("/old", "/new")))
    assert clock.slept == [1.0]


@pytest.mark.parametrize(
    ("headers", "left"),
    [({"Retry-After": "7200"}, 7200), ({}, 3600), ({"Retry-After": "rubbish"}, 3600)],
)
def test_a_host_that_said_429_is_left_alone_whole(site: Site, headers: dict[str, str], left: int) -> None:
    clock = Clock()
    fetcher = Fetcher(allow_private=["127.0.0.1"], version="1", sleep=clock.sleep, monotonic=clock, pause=0)
    assert failed(fetcher.get(site.serve("/one", status=429, headers=headers))).status == 429
    two = site.serve("/two", FEED)
    answer = failed(fetcher.get(two))
    assert "asked to be left alone" in answer.reason
    assert answer.retry_after == timedelta(seconds=left)
    assert len(site.requests) == 1
    clock.now += left + 1
    assert fetched(fetcher.get(two)).body == FEED


def test_who_closed_a_host_and_who_was_refused_for_it_is_told(site: Site) -> None:
    fetcher = Fetcher(allow_private=["127.0.0.1"], version="1", pause=0)
    host = f"127.0.0.1:{site.port}"
    site.serve("/busy", status=429, headers={"Retry-After": "60"})
    answer = failed(fetcher.get(site.redirect("/feed", "/busy")))
    assert (answer.status, answer.closed) == (429, host)
    refused = failed(fetcher.get(site.serve("/two", FEED)))
    assert (refused.status, refused.closed) == (None, host)
    assert failed(fetcher.get("http://127.0.0.2/")).closed == ""


def test_a_host_that_another_process_was_told_to_leave_is_left(site: Site) -> None:
    clock = Clock()
    fetcher = Fetcher(allow_private=["127.0.0.1"], version="1", sleep=clock.sleep, monotonic=clock, pause=0)
    url = site.serve("/feed", FEED)
    fetcher.leave_alone(host_of(url), timedelta(minutes=5))
    fetcher.leave_alone(host_of(url), timedelta(minutes=2))
    assert failed(fetcher.get(url)).retry_after == timedelta(minutes=5)
    assert site.requests == []
    clock.now += 301
    assert fetched(fetcher.get(url)).body == FEED


def test_a_host_is_closed_for_a_week_at_most(site: Site) -> None:
    clock = Clock()
    fetcher = Fetcher(allow_private=["127.0.0.1"], version="1", sleep=clock.sleep, monotonic=clock, pause=0)
    fetcher.get(site.serve("/feed", status=429, headers={"Retry-After": "9" * 30}))
    assert failed(fetcher.get(site.url("/feed"))).retry_after == timedelta(days=7)


def test_an_address_with_a_password_is_never_written_over_by_a_permanent_redirect(site: Site) -> None:
    fetcher = Fetcher(allow_private=["127.0.0.1"], version="1", pause=0)
    site.serve("/new", FEED)
    url = site.redirect("/old", "/new", 301)
    assert fetched(fetcher.get(url)).permanent == site.url("/new")
    assert fetched(fetcher.get(url.replace("//", "//reader:secret@"))).permanent == ""


def test_closing_ends_what_is_in_flight_and_what_comes(site: Site) -> None:
    fetcher = Fetcher(allow_private=["127.0.0.1"], version="1", pause=0)
    begun = Event()

    def silent(handler: servers.Handler) -> None:
        begun.set()
        servers.silent(handler)

    url, answers = site.do("/feed", silent), list[Response | Failure]()
    thread = Thread(target=lambda: answers.append(fetcher.get(url)))
    thread.start()
    assert begun.wait(30)
    fetcher.close()
    thread.join(30)
    assert failed(answers[0]).reason == "tracker is closing"
    assert failed(fetcher.get(url)).reason == "tracker is closing"


DATE = "Sat, 02 May 2026 08:00:00 GMT"


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 120 ", 120),
        ("1.5", 1),
        ("0", 0),
        ("Sat, 02 May 2026 10:00:00 GMT", 7200),
        ("Sat, 02 May 2026 06:00:00 GMT", None),
        ("-5", None),
        ("9" * 5000, 365 * 86400),
        ("rubbish", None),
        ("", None),
        ("Fri, 99 Foo 2026", None),
        ("Sat, 02 May 99999 10:00:00 GMT", None),
        ("\u0661\u0662", None),
    ],
)
def test_retry_after_is_read_leniently(value: str, seconds: int | None) -> None:
    expected = None if seconds is None else timedelta(seconds=seconds)
    assert retry_after({"retry-after": value, "date": DATE}) == expected


def test_a_retry_after_date_without_a_date_of_the_answer_says_nothing() -> None:
    assert retry_after({"retry-after": DATE}) is None


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("max-age=600", 600),
        ("public, MAX-AGE = 600, foo", 600),
        ('max-age="60"', 60),
        ("s-maxage=5", None),
        ("max-age=-1", None),
        ("max-age=" + "9" * 5000, 365 * 86400),
        ("max-age=soon", None),
        ("no-store", None),
        ("", None),
    ],
)
def test_max_age_is_read_leniently(value: str, seconds: int | None) -> None:
    expected = None if seconds is None else timedelta(seconds=seconds)
    assert max_age({"cache-control": value}) == expected


def test_hosts_have_one_spelling() -> None:
    assert host_of("https://A.example/x") == host_of("https://a.example:443/y") == "a.example"
    assert host_of("http://a.example:8000/x") == "a.example:8000"
    assert host_of("no address") == ""


def test_a_connection_that_opens_while_tracker_is_closing_is_closed_too(fetcher: Fetcher) -> None:
    ours, theirs = socket.socketpair()
    fetcher.close()
    with theirs, pytest.raises(RefusedError):
        fetcher._opened(cast("BoundedStream", ours), [])
    assert ours.fileno() == -1
