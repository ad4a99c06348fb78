from __future__ import annotations

import pytest

from tracker.text.names import names


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Dr Ana Ruiz of Kestrel Labs met Mr. J. R. Okafor.", ("Ana Ruiz", "Kestrel Labs", "J. R. Okafor")),
        ("The Bank of Aldan and the Ministry of Defence agreed.", ("Bank of Aldan", "Ministry of Defence")),
        ("The U.S. Department of Energy told CAISI so.", ("U.S. Department of Energy", "CAISI")),
        ("Lena van der Berg's plan and Acme’s Kestrel-4 failed.", ("Lena van der Berg", "Acme", "Kestrel-4")),
        (
            "Marks & Lane sued the Food and Drug Administration.",
            ("Marks & Lane", "Food and Drug Administration"),
        ),
        ("A Boeing 737 and the Claro 4.5 use xAI on an iPad.", ("Boeing 737", "Claro 4.5", "xAI", "iPad")),
        ("President Okafor and Prime Minister Lena Holm spoke.", ("Okafor", "Lena Holm")),
        ("The president and the Prime Minister spoke.", ()),
        ("The talks ended. But Officials said no. “There is hope.”", ("Officials",)),
        ("Officials said nothing.", ()),
        ("Talks resumed.", ()),
        ("Unfortunately it failed.", ()),
        ("Meanwhile Acme grew on Monday, 12 May, in March.", ("Acme",)),
        ("French officials think AI and I are slow.", ()),
        ("In Port Aldan, GPT-5 and Port Aldan again.", ("Port Aldan", "GPT-5")),
        ("“Beijing will act,” she said.", ("Beijing",)),
        ("Élodie Şahin met Łukasz Żak.", ("Élodie Şahin", "Łukasz Żak")),
        ("Владимир Петров приехал.", ("Владимир Петров",)),
        ("Harbour Commission Approves Kestrel-4 After CAISI Review", ("Kestrel-4", "CAISI")),
        ("New York Mayor Lee Park met General Motors.", ("New York", "Lee Park", "General Motors")),
        ("Reporters without Borders met Ruiz without Lund.", ("Reporters without Borders", "Ruiz", "Lund")),
        ("Ana Ruiz, Democrat of Aldan, left.", ("Ana Ruiz", "Democrat", "Aldan")),
        ("Plus Ana Ruiz of Aldan wants a bridge.", ("Ana Ruiz", "Aldan")),
        ("Some 40% of them left.", ()),
        ("", ()),
    ],
)
def test_names_are_found_as_written(sentence: str, expected: tuple[str, ...]) -> None:
    assert names(sentence) == expected
