"""Figures of running text as claims, whatever the place: of what, how much, which way, against what, part of what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yusuan.document import Cell, Line, Table
from yusuan.recognise.codes import CodeBook
from yusuan.recognise.prose import Claim, Reading, concept_of, read_prose, with_meaning

ISSUER = "天山县图书馆"
CODES = CodeBook(
    (
        ("201", "一般公共服务支出"),
        ("20103", "政府办公厅(室)及相关机构事务"),
        ("2010301", "行政运行"),
        ("205", "教育支出"),
        ("20501", "教育管理事务"),
        ("2050101", "行政运行"),
        ("221", "住房保障支出"),
        ("22102", "住房改革支出"),
        ("2210201", "住房公积金"),
        ("2210299", "其他住房改革支出"),
    ),
    "其他",
    "99",
    "支出",
)


def reading(*lines: str) -> Reading:
    return read_prose([Line(line, f"L{number}") for number, line in enumerate(lines, start=1)], [ISSUER], 2026)


def claims(*lines: str) -> list[Claim]:
    return list(reading(*lines).claims)


def told(*lines: str) -> list[tuple[str, str, str, str, str]]:
    return [(c.subject, c.quantity, c.value, c.unit, c.trend) for c in claims(*lines)]


def subjects(*lines: str) -> list[str]:
    return [c.subject for c in claims(*lines)]


figures = st.decimals(0, 10**9, places=2).map("{:,}".format) | st.integers(0, 10**9).map(str)


@given(figures, figures, figures, figures, st.sampled_from(["", " "]))
def test_the_usual_sentence_gives_four_claims_each_with_its_place(
    amount: str, share: str, change: str, rate: str, gap: str
) -> None:
    parts = [f"项目支出{gap}", amount, "万元，占", share, "%，比上年预算增加", change, f"{gap}万元，增长", rate, "%。"]
    starts = [len("".join(parts[:at])) + 1 for at in (1, 3, 5, 7)]
    found = claims("".join(parts))
    assert [(c.subject, c.quantity, c.value, c.trend) for c in found] == [
        ("项目支出", "amount", amount.replace(",", ""), ""),
        ("项目支出", "share", share.replace(",", ""), ""),
        ("项目支出", "change", change.replace(",", ""), "increase"),
        ("项目支出", "change_rate", rate.replace(",", ""), "increase"),
    ]
    assert [c.source for c in found] == [f"L1@{start}" for start in starts]
    assert [(c.base_kind, c.base_period) for c in found[2:]] == [("budget", "prior")] * 2


@given(st.text("0123456789.,%万元个，。；：（）、比上年增加占其中主要原因是持平一1（）类款项支出", max_size=80))
def test_no_text_breaks_the_grammar_and_every_claim_has_a_subject(text: str) -> None:
    for claim in with_meaning(reading(text).claims, CODES):
        assert claim.subject
        assert claim.value or claim.trend == "unchanged"


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("2026年天山县图书馆收入预算5万元。", "收入预算"),
        ("本部门2026年“三公”经费预算数为5万元。", "“三公”经费"),
        ("我局机关运行经费安排5万元。", "机关运行经费"),
        ("本单位机关运行经费5万元。", "机关运行经费"),
        ("截至2025年12月31日，天山县图书馆所属各预算单位共有车辆5辆。", "车辆"),
        ("2026年部门预算安排购置车辆5辆。", "购置车辆"),
        ("省图书馆本级2026年支出预算合计5万元。", "支出预算"),
        ("一般公共服务支出（类）财政事务（款）行政运行（项）：2026年预算数为5万元。", "一般公共服务支出（类）财政事务（款）行政运行（项）"),
        ("3.“教育支出（类）普通教育（款）小学教育（项）”科目5万元。", "教育支出（类）普通教育（款）小学教育（项）"),
        ("本单位下设5个科室。", "科室"),
        ("单价100万元（含）以上设备（不含车辆）5台（套）。", "单价100万元（含）以上设备（不含车辆）"),
        ("住房公积金（项）:支出5万元。", "住房公积金（项）"),
        ("相应安排支出预算5万元。", "支出预算"),
    ],
)  # fmt: skip
def test_the_subject_is_the_thing_without_issuer_year_verb_or_enumerator(words: str, subject: str) -> None:
    assert subjects(words) == [subject]


def test_general_words_take_the_run_in_head_or_the_heading() -> None:
    assert subjects("1.公务接待费。2026年预算数5万元，比上年增加1万元。") == ["公务接待费", "公务接待费"]
    assert subjects("（三）公务接待费", "2026年预算安排5万元，与上年持平。") == ["公务接待费", "公务接待费"]
    assert subjects("（二）支出预算：2026年年初预算数5万元。支出比2025年减少1万元。") == ["支出预算", "支出预算"]


def test_an_item_below_its_head_is_told_year_start_budget_outturn_and_completion() -> None:
    found = claims(
        "1、教育支出（类）普通教育（款）小学教育（项）。主要用于：小学支出。年初预算为54.50万元，支出决算为27.25万元，"
        "完成年初预算的50.00%。决算数同预算数持平。"
    )
    assert {c.subject for c in found} == {"教育支出（类）普通教育（款）小学教育（项）"}
    assert [(c.quantity, c.value, c.base_kind) for c in found] == [
        ("amount", "54.50", "budget"),
        ("amount", "27.25", "final"),
        ("completion", "50.00", "budget"),
        ("change", "", "budget"),
    ]


def test_a_budget_adjusted_in_the_year_is_none_of_its_beginning() -> None:
    # 上海普陀社会工作部 2024, 决算, page 18: founded in that year, it had no budget at the beginning.
    found = claims(
        "一般公共预算财政拨款支出年初预算为0万元，全年预算为321.02万元，支出决算为307.82万元，完成全年预算的95.89%。"
        "决算数小于调整预算数13.20万元。"
    )
    assert [(c.quantity, c.value, c.base_kind) for c in found] == [
        ("amount", "0", "budget"),
        ("amount", "321.02", "adjusted"),
        ("amount", "307.82", "final"),
        ("completion", "95.89", "adjusted"),
        ("change", "13.20", "adjusted"),
    ]


@pytest.mark.parametrize(
    ("words", "quantity", "value", "trend", "base"),
    [
        ("收入预算5万元，较2025年年初预算减少2万元。", "change", "2", "decrease", ("budget", "prior")),
        ("收入预算5万元，比上年执行数增长3%。", "change_rate", "3", "increase", ("executed", "prior")),
        ("收入预算5万元，与上年决算数相比下降3%。", "change_rate", "3", "decrease", ("final", "prior")),
        ("收入预算5万元，比2020年增加2万元。", "change", "2", "increase", ("", "2020")),
        ("收入预算5万元，本年数小于上年预算数2万元。", "change", "2", "decrease", ("budget", "prior")),
        ("收入预算5万元，降幅3%。", "change_rate", "3", "decrease", ("", "")),
        ("收入预算5万元，与上年相比增加了1万元，增长16倍。", "change_rate", "16", "increase", ("", "prior")),
        ("收入预算5万元，与上年预算数相同。", "change", "", "unchanged", ("budget", "prior")),
        ("收入预算5万元，与2025年预算持平。", "change", "", "unchanged", ("budget", "prior")),
        ("收入预算5万元，比上年1.43万元，增加0.68%。", "change_rate", "0.68", "increase", ("", "prior")),
        ("收入预算由3万元增加至5万元。", "amount", "5", "", ("", "")),
    ],
)
def test_which_way_and_against_what(words: str, quantity: str, value: str, trend: str, base: tuple[str, str]) -> None:
    last = claims(words)[-1]
    assert (last.subject, last.quantity, last.value, last.trend) == ("收入预算", quantity, value, trend)
    assert (last.base_kind, last.base_period) == base


def test_a_figure_in_brackets_behind_a_change_is_its_rate() -> None:
    assert told("会议费32万元，较上年减少14.2万元（30.74%），主要原因是会议减少。")[-1] == (
        "会议费", "change_rate", "30.74", "%", "decrease",
    )  # fmt: skip


def test_a_template_that_nobody_chose_from_takes_the_direction_of_the_change_before() -> None:
    found = claims("三公经费5万元，比上年减少1万元，下降（增长）20%；会议费增加（减少）2万元。")
    assert (found[2].trend, found[2].role) == ("decrease", "statement")
    assert found[3].role == "template-leftover" or found[3].trend == "decrease"


def test_parts_know_their_list_and_what_it_divides() -> None:
    found = claims("收入预算10万元，其中：财政拨款收入7万元，占70%，事业收入3万元；比上年增加2万元。")
    assert [(c.subject, c.whole, c.group) for c in found] == [
        ("收入预算", "", None),
        ("财政拨款收入", "收入预算", 1),
        ("财政拨款收入", "收入预算", 1),
        ("事业收入", "收入预算", 1),
        ("收入预算", "", None),
    ]


def test_a_whole_divided_twice_gives_two_lists() -> None:
    found = claims(
        "支出预算10万元。按支出功能分类，包括教育支出4万元、其他支出6万元。其中：基本支出7万元，项目支出3万元。"
    )
    assert [c.group for c in found] == [None, 1, 1, 2, 2]
    assert {c.whole for c in found[1:]} == {"支出预算"}


def test_brackets_that_hold_figures_are_a_scope_of_their_own() -> None:
    found = claims(
        "公务用车购置及运行维护费5万元（公务用车购置费2万元；公务用车运行维护费3万元，比上年减少1万元。）比上年增加4万元。"
    )
    assert [c.subject for c in found] == [
        "公务用车购置及运行维护费", "公务用车购置费", "公务用车运行维护费", "公务用车运行维护费", "公务用车购置及运行维护费",
    ]  # fmt: skip
    assert [c.group for c in found] == [None, 1, 1, 1, None]


def test_a_list_goes_on_over_paragraphs_until_another_heading() -> None:
    found = claims(
        "三、支出预算情况说明", "本年支出预算合计10万元，其中：", "基本支出7万元，占70%；", "项目支出3万元，占30%。",
        "四、其他情况", "会议费2万元。",
    )  # fmt: skip
    assert [(c.subject, c.group) for c in found] == [
        ("本年支出预算", None), ("基本支出", 1), ("基本支出", 1), ("项目支出", 1), ("项目支出", 1), ("会议费", None),
    ]  # fmt: skip


def test_reasons_and_purposes_are_no_statements() -> None:
    found = claims("项目支出5万元，主要用于购置3台设备，比上年增加2万元，主要原因是新增修缮经费2万元；基本支出4万元。")
    assert [(c.subject, c.value, c.role) for c in found] == [
        ("项目支出", "5", "statement"),
        ("设备", "3", "purpose"),
        ("项目支出", "2", "statement"),
        ("新增修缮经费", "2", "reason"),
        ("基本支出", "4", "statement"),
    ]


def test_a_reason_that_is_a_list_goes_on_after_its_semicolons() -> None:
    found = claims("收入预算5万元，比上年减少2万元，主要原因是一是压减1万元；二是项目减少3万元；支出预算5万元。")
    assert [c.role for c in found] == ["statement", "statement", "reason", "reason", "statement"]


def test_the_direction_that_a_reason_repeats_is_a_claim_of_its_own() -> None:
    found = claims("收入预算5万元，比上年减少2万元，增加的主要原因是政策调整。")
    assert [(c.subject, c.quantity, c.value, c.trend, c.role, c.source) for c in found[2:]] == [
        ("收入预算", "change", "", "increase", "reason", "L1@18"),
    ]
    assert len(claims("收入预算5万元，比上年减少2万元，主要原因是人员增加的原因。")) == 2


def test_what_a_change_is_measured_against_is_an_amount_of_the_year_before() -> None:
    found = claims("支出预算5万元，比2025年年初预算数7万元减少2万元。")
    assert [(c.quantity, c.value, c.trend, c.period, c.base_kind) for c in found] == [
        ("amount", "5", "", "current", ""),
        ("amount", "7", "", "prior", "budget"),
        ("change", "2", "decrease", "current", "budget"),
    ]


def test_a_sentence_behind_a_list_is_of_the_whole_unless_the_parts_before_were_told_in_the_same_way() -> None:
    of_whole = "调研活动16万元，包括：起草11万元，用于起草；培训5万元，用于培训的支出。较上年增加2万元。"
    of_part = "三公经费5万元，其中：购置费0万元，与上年持平；运行费5万元，主要用于燃料。比上年减少2万元。"
    assert [subjects(text)[-1] for text in (of_whole, of_part)] == ["调研活动", "运行费"]


def test_the_outturn_of_expenditure_behind_that_of_income_is_not_income() -> None:
    assert subjects("政府性基金年初结转5万元，收入决算4万元，支出决算3万元。")[1:] == ["收入", "支出"]


def test_a_change_of_reasons_names_its_own_thing() -> None:
    assert told("收入预算5万元。主要原因是政策调整，增加基本支出2万元。")[-1] == (
        "基本支出",
        "change",
        "2",
        "万元",
        "increase",
    )


def test_all_parts_that_are_unchanged_are_told_one_by_one() -> None:
    found = claims("“三公”经费预算9万元。其中：公务接待费4万元，因公出国（境）费5万元，均与上年持平。")
    assert [c.subject for c in found if c.trend == "unchanged"] == ["公务接待费", "因公出国（境）费"]


def test_dates_ordinals_and_names_are_no_figures() -> None:
    assert not claims("第3批2026年5月31日印发的财办〔2026〕12号文件，单价50万元以上的规定。")


def test_an_end_of_a_range_is_listed_as_unread() -> None:
    found = reading("购置会议车辆2-3辆。")
    assert not found.claims
    assert [(unread.printed, unread.source) for unread in found.unread] == [("3", "L1@9")]


@pytest.mark.parametrize("sentence", ["举办培训班2-3期。", "每年组织视察2至3次。", "加密2-3条国内货运航线。"])
def test_about_how_often_something_is_done_is_no_figure(sentence: str) -> None:
    found = reading(sentence)
    assert not found.claims
    assert not found.unread


def test_a_line_that_is_full_goes_on_in_the_next_and_a_table_ends_a_paragraph() -> None:
    cut = ["1.一般公共预算拨款收入预算安排四十个项目共增加83.76万", "元，其他收入增加35万元。"]
    assert [c.value for c in claims(*cut)] == ["83.76", "35"]
    table = Table(((Cell("1", "P1T1R1C1"),),), "P1T1")
    found = read_prose([Line("会议费", "L1"), table, Line("5万元。", "L2")], [ISSUER], 2026)
    assert ([c.source for c in found.claims], [u.source for u in found.unread]) == ([], ["L2@1"])


@pytest.mark.parametrize(
    ("lines", "code", "found_by"),
    [
        (["住房保障支出（类）住房改革支出（款）住房公积金（项）5万元。"], "2210201", "path"),
        (["（三）住房保障支出（类）", "1.住房改革支出（款）住房公积金（项）支出5万元。"], "2210201", "path"),
        (["（二）教育支出", "（1）教育管理事务（款）行政运行（项）支出5万元。"], "2050101", "path"),
        (["住房改革支出（类）住房公积金（项）5万元。"], "2210201", "path"),
        (["行政运行（2010301）5万元。"], "2010301", "printed"),
        (["（五）2010301-行政运行5万元。"], "2010301", "printed"),
        (["教育支出5万元。"], "205", "row"),
        (["住房公积金5万元。"], "2210201", "row"),
        (["行政运行5万元。"], "", ""),
    ],
)
def test_codes_are_found_in_order_printed_path_row(lines: list[str], code: str, found_by: str) -> None:
    claim = with_meaning(claims(*lines), CODES)[0]
    assert (claim.code, claim.code_from) == (code, found_by)


def test_a_printed_code_is_no_part_of_the_subject() -> None:
    assert with_meaning(claims("（五）2010301-行政运行5万元。"), CODES)[0].subject == "行政运行"


@pytest.mark.parametrize(
    ("subject", "concept"),
    [
        ("财政拨款“三公”经费", "three_public_expenses"),
        ("一般公共预算拨款安排的“三公”经费支出预算", "three_public_expenses"),
        ("公务用车购置及运行维护费", "official_vehicles"),
        ("公务用车运行维护费预算支出", "vehicle_operation"),
        ("因公出国(境)费用", "overseas_travel"),
        ("一般公共预算财政拨款运行经费", "operating_costs"),
        ("收入、支出预算总计", "total"),
        ("财政拨款收、支总预算", "fiscal_appropriation_total"),
        ("一般公共预算财政拨款支出预算", "general_public_expenditure"),
        ("本年一般公共预算收入", "general_public_income"),
        ("项目支出", "project_expenditure"),
        ("政府采购货物预算", "procurement_goods"),
        ("统计管理", ""),
    ],
)
def test_one_concept_whatever_the_wording(subject: str, concept: str) -> None:
    assert concept_of(subject) == concept


def test_an_amounts_step_is_its_sections_and_a_percentages_its_own() -> None:
    found = with_meaning(
        claims("一、收入情况", "收入预算9万元，占5%，占4.25%。", "二、三公经费", "会议费1.5万元，培训费1.25万元。"),
        CODES,
    )
    assert [c.step for c in found] == ["1", "1", "0.01", "0.01", "0.01"]
