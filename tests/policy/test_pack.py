"""The pack that a fresh start loads, held against law, policy and geography; faults of a spoilt one."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from socialvalue.foundation.refusal import Refusal
from socialvalue.policy.pack import Pack, load_pack
from socialvalue.policy.rules import MinimumBasis

# Schedule 1 of the Procurement Act 2023: SI 2025/163, then SI 2025/1200; pounds including VAT.
SCHEDULE_1 = {
    1: (5372609, 5193000),
    2: (5372609, 5193000),
    3: (429809, 415440),
    4: (5372609, 5193000),
    5: (884720, 884720),
    6: (429809, 415440),
    7: (5372609, 5372609),
    8: (663540, 663540),
    9: (5372609, 5193000),
    10: (5372609, 5193000),
    11: (139688, 135018),
    12: (214904, 207720),
}


@pytest.mark.clause("INC-4")
def test_every_row_of_schedule_1_stands_in_both_periods(pack: Pack) -> None:
    rows = pack.policy.thresholds.rows
    held = {(row.row, row.valid_from, row.valid_to): row.amount for row in rows}
    expected = {}
    for number, (old, new) in SCHEDULE_1.items():
        expected[number, date(2025, 2, 24), date(2025, 12, 31)] = Decimal(old)
        expected[number, date(2026, 1, 1), date(2027, 12, 31)] = Decimal(new)
    assert held == expected
    assert {row.source for row in rows} == {"SI 2025/163", "SI 2025/1200"}


@pytest.mark.clause("INC-2", "SCO-1", "MEA-2")
def test_the_policys_figures_and_the_statutes_are_different_constants(pack: Pack) -> None:
    policy = pack.policy
    assert (policy.encouraged_from, policy.notifiable_from) == (Decimal("29999.00"), Decimal("30000.00"))
    assert (policy.minimum_weighting, policy.minimum_basis) == (Decimal(10), MinimumBasis.JUDGED_PART)
    assert policy.case_study_due_days == 30
    kpis, national = policy.parameter("kpis_above"), policy.parameter("national_model_double_from")
    assert kpis is not None and national is not None
    assert (kpis.value, kpis.test, kpis.clause) == (Decimal(5000000), ">", "PA23 s.52")
    assert (national.value, national.test, national.clause) == (Decimal(5000000), ">=", "PPN 026")


def test_a_parameter_has_the_value_of_its_days(pack: Pack) -> None:
    policy = pack.policy
    assert policy.parameter("national_model_from", date(2026, 12, 31)) is None
    assert policy.parameter("national_model_from", date(2027, 1, 1)) is not None
    assert policy.parameter("encouraged_from", date(1999, 1, 1)) is not None
    assert policy.parameter("no_such_thing") is None
    names = [parameter.name for parameter in policy.parameters]
    assert len(names) == len(set(names))
    assert all(parameter.clause for parameter in policy.parameters)


@pytest.mark.clause("MEA-5")
def test_the_county_has_twelve_districts_and_medway_is_outside(pack: Pack) -> None:
    places = {place.code: place for place in pack.places}
    inside = [place for place in pack.places if place.inside and place.parent == "E10000016"]
    assert len(inside) == 12
    assert [place.code for place in inside] == [f"E07000{number}" for number in range(105, 117)]
    assert (places["E06000035"].name, places["E06000035"].inside) == ("Medway", False)
    assert "Shepway" in places["E07000112"].aliases
    assert places["E07000112"].name == "Folkestone and Hythe"
    assert all(place.itl3.startswith("TLJ4") for place in inside)


def test_seventy_two_divisions_elect_eighty_one_members(pack: Pack) -> None:
    districts = {place.code for place in pack.places if place.parent == "E10000016"}
    assert len(pack.divisions) == 72
    assert sum(division.seats for division in pack.divisions) == 81
    assert sum(division.seats == 2 for division in pack.divisions) == 9
    assert {division.district_code for division in pack.divisions} == districts
    codes = {division.code for division in pack.divisions}
    assert not codes & {old for division in pack.divisions for old in division.old_codes}


def test_outward_codes_are_counts_and_few_lie_in_one_place(pack: Pack) -> None:
    known = {place.code for place in pack.places} | {"outside"}
    by_outward: dict[str, dict[str, int]] = {}
    for count in pack.outward_codes:
        assert count.place_code in known
        by_outward.setdefault(count.outward, {})[count.place_code] = count.postcodes
    assert len(by_outward) == 82
    assert (
        sum(len(counts) == 1 for counts in by_outward.values()) == 29
    )  # the rest are split: a guess from them is approximate
    assert by_outward["TN12"] == {"E07000116": 659, "E07000110": 631, "E07000115": 247}
    inside = sum(n for counts in by_outward.values() for code, n in counts.items() if code.startswith("E07"))
    assert inside == 63042


def test_each_place_has_one_tile(pack: Pack) -> None:
    tiles = [tile.place_code for tile in pack.tiles]
    districts = {place.code for place in pack.places if place.type != "county"}
    assert len(tiles) == 13
    assert set(tiles) == districts


def _easter(year: int) -> date:
    """Easter Sunday by the anonymous Gregorian computus."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _bank_holidays(year: int) -> set[date]:
    """England and Wales by the Act of 1971 and usual proclamations: a weekend moves to the next weekday."""
    may, june, september = date(year, 5, 1), date(year, 6, 1), date(year, 9, 1)
    days = {
        _easter(year) - timedelta(days=2),
        _easter(year) + timedelta(days=1),
        may + timedelta(days=-may.weekday() % 7),
        june - timedelta(days=june.weekday() or 7),
        september - timedelta(days=september.weekday() or 7),
    }
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while fixed.weekday() > 4 or fixed in days:
            fixed += timedelta(days=1)
        days.add(fixed)
    return days


def test_bank_holidays_are_those_of_the_act_for_whole_years(pack: Pack) -> None:
    holidays = pack.bank_holidays
    assert (holidays.first_year, holidays.last_year) == (2024, 2028)
    expected = set().union(*(_bank_holidays(year) for year in range(2024, 2029)))
    assert holidays.days == expected
    assert date(2027, 12, 27) in holidays.days and date(2028, 1, 3) in holidays.days


def test_every_role_has_its_label_and_every_term_its_meaning(pack: Pack) -> None:
    labels = {role.key: role.label for role in pack.roles}
    assert len(labels) == 14
    assert labels["standards-team"] == "Commercial Standards and Improvement Team"
    words = [term.word for term in pack.glossary]
    assert len(words) == len(set(words))
    assert all(term.meaning.endswith(".") and "\n" not in term.meaning for term in pack.glossary)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.clause("EQU-2")
@pytest.mark.parametrize(
    ("ground", "ink"),
    [
        ("header_background", "header_text"),
        ("accent", "accent_text"),
        ("background", "link"),
        ("background", "text"),
        ("background", "muted_text"),
    ],
)
def test_the_colours_can_be_read(pack: Pack, ground: str, ink: str) -> None:
    colours = dict(pack.brand.colours)
    darker, lighter = sorted((_luminance(colours[ground]), _luminance(colours[ink])))
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_the_digest_changes_with_any_file_and_with_nothing_else(folder: Path, pack: Pack) -> None:
    assert load_pack(folder).digest == pack.digest
    brand = folder / "brand.toml"
    brand.write_text(brand.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert load_pack(folder).digest != pack.digest


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (
            "policy.toml",
            'status = "draft"',
            'status = "maybe"',
            "policy.toml, status: Write one of draft, effective",
        ),
        (
            "policy.toml",
            "effective_from = 2026-09-01",
            'effective_from = "soon"',
            "effective_from: Write a date",
        ),
        (
            "policy.toml",
            "effective_to = 2028-12-31",
            "effective_to = 2020-12-31",
            "effective_to: Give a day on or after",
        ),
        ("policy.toml", 'name = "grace_days"', 'name = "grace"', "parameter grace_days: It is missing"),
        (
            "policy.toml",
            'value = "29999.00"',
            "value = 29999.00",
            "number 1, value: Write the figure as text",
        ),
        ("policy.toml", 'value = "judged-part"', 'value = "half"', "judged-part or whole-social-value"),
        ("policy.toml", 'test = ">="', 'test = "≥"', "number 1, test: Write one of"),
        ("policy.toml", "title =", "title", "policy.toml is not valid TOML"),
        ("thresholds.csv", "207720.00", "207,720", "thresholds.csv line 30, columns"),
        ("thresholds.csv", "207720.00", "1e400", "thresholds.csv line 30, amount: Enter an amount"),
        (
            "thresholds.csv",
            "2026-01-01,2027-12-31",
            "2025-12-31,2027-12-31",
            "two rows for defence-works count on",
        ),
        ("thresholds.csv", "2026-01-01,2027-12-31", "2026-01-01,2025-12-31", "to: Give a day on or after"),
        ("thresholds.csv", "2026-01-01", "2026-13-01", "from: Enter a date that exists"),
        ("places.csv", "yes,1974", "perhaps,1974", "places.csv line 6, inside: Write yes or no"),
        ("places.csv", "E07000106", "E07000105", "places.csv line 8, code: E07000105 stands here twice"),
        ("divisions.csv", "Deal & Walmer,2", "Deal & Walmer,two", "seats: Give a whole number"),
        ("bank-holidays.csv", "date,name", "day,name", "date: Fill in the cell"),
        (
            "roles.toml",
            "[service-officer]",
            "service = 1\n[service-officer]",
            "service: Add a table [service]",
        ),
        ("glossary.toml", "[[term]]", "[[word]]", "glossary.toml [[term]] number 1"),
        ("brand.toml", "#11403b", "green", "header_background: Write a colour like"),
    ],
)
def test_a_fault_names_file_place_and_remedy(folder: Path, file: str, old: str, new: str, says: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    if file == "glossary.toml":
        says = "glossary.toml"
        path.write_text(text.replace("[[term]]", "[[word]]"), encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        load_pack(folder)
    assert says in refused.value.text
    assert refused.value.code == "pack-fault"


def test_a_file_that_is_missing_or_no_text_is_named(folder: Path, tmp_path: Path) -> None:
    (folder / "places.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Refusal, match=r"places\.csv is not UTF-8"):
        load_pack(folder)
    (folder / "places.csv").unlink()
    with pytest.raises(Refusal, match=r"places\.csv cannot be read"):
        load_pack(folder)
    with pytest.raises(Refusal, match="No pack folder"):
        load_pack(tmp_path / "nowhere")
