from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.text.addresses import is_home, url_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.example/x", "https://a.example/x"),
        ("https://www.a.example/x", "https://a.example/x"),
        ("https://A.Example:443/x", "https://a.example/x"),
        ("https://a.example/x/", "https://a.example/x"),
        ("https://a.example/x#part", "https://a.example/x"),
        ("https://a.example/x?utm_source=f&utm_medium=rss", "https://a.example/x"),
        ("https://a.example/x?b=2&a=1", "https://a.example/x?a=1&b=2"),
        ("https://a.example/x?fbclid=q&id=3", "https://a.example/x?id=3"),
        ("https://a.example/x?ref=rss", "https://a.example/x"),
        ("https://a.example/%7Ejo/x", "https://a.example/~jo/x"),
        ("https://a.example/index.html", "https://a.example/"),
    ],
)
def test_addresses_of_one_page_have_one_key(one: str, other: str) -> None:
    assert url_key(one) == url_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/x", "https://a.example/y"),
        ("https://a.example/x?id=1", "https://a.example/x?id=2"),
        ("https://a.example:8080/x", "https://a.example/x"),
        ("https://a.example/X", "https://a.example/x"),
        ("https://a.example/?p=1", "https://a.example/?p=2"),
        ("https://a.example/index.php?id=1", "https://a.example/?id=1"),
    ],
)
def test_addresses_of_two_pages_have_two_keys(one: str, other: str) -> None:
    assert url_key(one) != url_key(other)


@pytest.mark.parametrize("url", ["https://a.example", "http://www.a.example/", "a.example"])
def test_the_address_of_a_whole_site_is_a_home_page(url: str) -> None:
    assert is_home(url_key(url if "//" in url else f"https://{url}"))


@given(st.text())
def test_any_text_has_a_key(url: str) -> None:
    url_key("http://" + url)
    url_key(url)
