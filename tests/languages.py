"""One invented story in eight languages: two articles each, with an explicit date and plain sentences."""

from __future__ import annotations

STORIES: dict[str, tuple[tuple[str, str], ...]] = {
    "German": (
        (
            "Die Hafenbrücke von Kessel wird repariert",
            (
                "Die Hafenbrücke von Kessel wird ab dem 4. Mai 2026 repariert. Der Stadtrat "
                "beschloss die Arbeiten am 12. März 2026 mit großer Mehrheit. Taucher fanden Risse "
                "in neun Trägern der Brücke. Die Reparatur kostet nach Angaben der Stadt drei "
                "Millionen Euro."
            ),
        ),
        (
            "Kessel sperrt die Hafenbrücke für Lastwagen",
            (
                "Lastwagen dürfen die Hafenbrücke von Kessel nicht mehr befahren. Die Sperre gilt "
                "seit dem 13. März 2026. Die Fähre fährt nun alle zwanzig Minuten über den Fluss."
            ),
        ),
    ),
    "French": (
        (
            "Le pont du port de Kessel sera réparé",
            (
                "Le pont du port de Kessel sera réparé à partir du 4 mai 2026. Le conseil municipal "
                "a voté les travaux le 12 mars 2026 à une large majorité. Des plongeurs ont trouvé "
                "des fissures dans neuf poutres du pont. La réparation coûte trois millions d’euros, "
                "selon la ville."
            ),
        ),
        (
            "Kessel interdit le pont du port aux camions",
            (
                "Les camions ne peuvent plus passer sur le pont du port de Kessel. L’interdiction "
                "vaut depuis le 13 mars 2026. Le bac traverse désormais le fleuve toutes les vingt "
                "minutes."
            ),
        ),
    ),
    "Spanish": (
        (
            "El puente del puerto de Kessel será reparado",
            (
                "El puente del puerto de Kessel será reparado a partir del 4 de mayo de 2026. El "
                "ayuntamiento aprobó las obras el 12 de marzo de 2026 por amplia mayoría. Los buzos "
                "hallaron grietas en nueve vigas del puente. La reparación cuesta tres millones de "
                "euros, según la ciudad."
            ),
        ),
        (
            "Kessel cierra el puente del puerto a los camiones",
            (
                "Los camiones ya no pueden cruzar el puente del puerto de Kessel. La prohibición "
                "rige desde el 13 de marzo de 2026. El transbordador cruza ahora el río cada veinte "
                "minutos."
            ),
        ),
    ),
    "Russian": (
        (
            "Портовый мост в Кесселе отремонтируют",
            (
                "Портовый мост в Кесселе начнут ремонтировать 4 мая 2026 года. Городской совет "
                "одобрил работы 12 марта 2026 года большинством голосов. Водолазы нашли трещины в "
                "девяти балках моста. Ремонт обойдётся городу в три миллиона евро."
            ),
        ),
        (
            "Кессель закрыл портовый мост для грузовиков",
            (
                "Грузовикам больше нельзя ездить по портовому мосту в Кесселе. Запрет действует с 13 "
                "марта 2026 года. Паром теперь ходит через реку каждые двадцать минут."
            ),
        ),
    ),
    "Arabic": (
        (
            "إصلاح جسر الميناء في كيسل",
            (
                "يبدأ إصلاح جسر الميناء في كيسل في 4 مايو 2026. وافق مجلس المدينة على الأعمال في 12 "
                "مارس 2026 بأغلبية كبيرة. عثر الغواصون على شقوق في تسع من دعامات الجسر. تبلغ كلفة "
                "الإصلاح ثلاثة ملايين يورو بحسب المدينة."
            ),
        ),
        (
            "كيسل تمنع الشاحنات من عبور جسر الميناء",
            (
                "لا يسمح للشاحنات بعد الآن بعبور جسر الميناء في كيسل. يسري المنع منذ 13 مارس 2026. "
                "هل يكفي ذلك؟ تعبر العبارة النهر الآن كل عشرين دقيقة."
            ),
        ),
    ),
    "Japanese": (
        (
            "ケッセル港の橋、修理へ",
            (
                "ケッセル港の橋の修理は2026年5月4日に始まる。市議会は2026年3月12日に賛成多数で工事を"
                "承認した。潜水士は橋の九本の梁にひび割れを見つけた。市によると修理費は三百万ユーロである。"
            ),
        ),
        (
            "ケッセル市、港の橋でトラックを通行止め",
            (
                "トラックはケッセル港の橋を渡れなくなった。通行止めは2026年3月13日から続いている。渡し船は二十分ごとに川を渡る。"
            ),
        ),
    ),
    "Chinese": (
        (
            "凯塞尔港大桥将维修",
            (
                "凯塞尔港大桥的维修将于2026年5月4日开始。市议会于2026年3月12日以多数票批准了工程。潜水员在大桥的九根梁上发现了裂缝。市政府表示维修费用为三百万欧元。"
            ),
        ),
        (
            "凯塞尔禁止卡车通过港口大桥",
            ("卡车不再允许通过凯塞尔港大桥。禁令自2026年3月13日起生效。渡轮现在每二十分钟过河一次。"),
        ),
    ),
    "Polish": (
        (
            "Most portowy w Kessel zostanie naprawiony",
            (
                "Most portowy w Kessel będzie naprawiany od 4 maja 2026 roku. Rada miasta "
                "zatwierdziła prace 12 marca 2026 roku dużą większością głosów. Nurkowie znaleźli "
                "pęknięcia w dziewięciu belkach mostu. Naprawa kosztuje według miasta trzy miliony "
                "euro."
            ),
        ),
        (
            "Kessel zamyka most portowy dla ciężarówek",
            (
                "Ciężarówki nie mogą już przejeżdżać przez most portowy w Kessel. Zakaz obowiązuje "
                "od 13 marca 2026 roku. Prom przepływa teraz rzekę co dwadzieścia minut."
            ),
        ),
    ),
}
