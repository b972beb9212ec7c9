"""The decision table as the research wrote it, every row for every nation, copied out by hand.

Nothing here is worked out by the code under test. E, W, S and N are the four nations; W may be left out
where it is as E.
"""

# One line a nation reads best, however long.
# ruff: noqa: E501

from __future__ import annotations

ADULT: list[tuple[str, dict[str, object], dict[str, str]]] = [
    (
        "A2 image shared by a partner or ex",
        {"incident": "image_shared", "by": "partner"},
        {
            "E": "national_da_helpline revenge_porn_helpline stopncii 101 police_uk_online rape_sexual_abuse_line",
            "W": "live_fear_free revenge_porn_helpline stopncii 101 police_uk_online rape_sexual_abuse_line",
            "S": "sdafmh revenge_porn_helpline stopncii police_scotland rape_crisis_scotland",
            "N": "dsa_helpline_ni stopncii platform_report psni nexus_ni",
        },
    ),
    (
        "A3 image shared by someone known",
        {"incident": "image_shared", "by": "known"},
        {
            "E": "revenge_porn_helpline stopncii platform_report 101 police_uk_online rape_sexual_abuse_line "
            "victim_support rights_of_women acas university_support",
            "W": "revenge_porn_helpline stopncii platform_report 101 police_uk_online rape_sexual_abuse_line "
            "live_fear_free victim_support rights_of_women acas university_support",
            "S": "revenge_porn_helpline stopncii platform_report police_scotland rape_crisis_scotland "
            "victim_support_scotland swrc acas university_support",
            "N": "stopncii platform_report psni dsa_helpline_ni nexus_ni victim_support_ni law_society_ni "
            "university_support",
        },
    ),
    (
        "A4 image shared by someone unknown",
        {"incident": "image_shared", "by": "unknown"},
        {
            "E": "revenge_porn_helpline stopncii platform_report google_removal 101 police_uk_online victim_support",
            "S": "revenge_porn_helpline stopncii platform_report google_removal police_scotland "
            "victim_support_scotland",
            "N": "stopncii platform_report google_removal psni victim_support_ni",
        },
    ),
    (
        "A5 threat to share by a partner or ex",
        {"incident": "threat", "by": "partner"},
        {
            "E": "national_da_helpline 101 police_uk_online stopncii revenge_porn_helpline",
            "W": "live_fear_free 101 police_uk_online stopncii revenge_porn_helpline",
            "S": "sdafmh police_scotland stopncii revenge_porn_helpline",
            "N": "dsa_helpline_ni psni stopncii platform_report",
        },
    ),
    (
        "A6 threat by family",
        {"incident": "threat", "by": "family"},
        {
            "E": "karma_nirvana 101 police_uk_online national_da_helpline mwn_helpline",
            "W": "karma_nirvana 101 police_uk_online live_fear_free mwn_helpline",
            "S": "karma_nirvana police_scotland sdafmh mwn_helpline",
            "N": "karma_nirvana psni dsa_helpline_ni mwn_helpline",
        },
    ),
    (
        "A7 sextortion by someone unknown",
        {"incident": "sextortion", "by": "unknown"},
        {
            "E": "101 police_uk_online revenge_porn_helpline stopncii samaritans calm papyrus",
            "S": "police_scotland revenge_porn_helpline stopncii samaritans calm papyrus",
            "N": "psni stopncii platform_report samaritans calm papyrus",
        },
    ),
    (
        "A7 sextortion, money already paid",
        {"incident": "sextortion", "by": "unknown", "money": "paid"},
        {
            "E": "101 police_uk_online revenge_porn_helpline stopncii samaritans calm papyrus bank_159 report_fraud",
            "S": "police_scotland revenge_porn_helpline stopncii samaritans calm papyrus bank_159 "
            "cyber_fraud_hub_scotland",
            "N": "psni stopncii platform_report samaritans calm papyrus bank_159 report_fraud",
        },
    ),
    (
        "A8 deepfake by someone known",
        {"incident": "deepfake", "by": "known"},
        {
            "E": "revenge_porn_helpline platform_report 101 police_uk_online acas university_support "
            "rape_sexual_abuse_line",
            "W": "revenge_porn_helpline platform_report 101 police_uk_online acas university_support "
            "rape_sexual_abuse_line live_fear_free",
            "S": "revenge_porn_helpline platform_report police_scotland acas university_support rape_crisis_scotland",
            "N": "stopncii platform_report psni university_support dsa_helpline_ni nexus_ni",
        },
    ),
    (
        "A9 deepfake by someone unknown",
        {"incident": "deepfake", "by": "unknown"},
        {
            "E": "revenge_porn_helpline platform_report google_removal 101 police_uk_online stopncii",
            "S": "revenge_porn_helpline platform_report google_removal police_scotland stopncii",
            "N": "stopncii platform_report google_removal psni",
        },
    ),
    (
        "A10 cyberflashing",
        {"incident": "cyberflashing", "by": "unknown"},
        {
            "E": "101 police_uk_online platform_report rape_sexual_abuse_line victim_support",
            "W": "101 police_uk_online platform_report rape_sexual_abuse_line live_fear_free victim_support",
            "S": "police_scotland platform_report rape_crisis_scotland victim_support_scotland",
            "N": "psni platform_report dsa_helpline_ni nexus_ni victim_support_ni",
        },
    ),
    (
        "A10 cyberflashing on a train",
        {"incident": "cyberflashing", "by": "unknown", "place": "train"},
        {
            "E": "british_transport_police 101 police_uk_online platform_report rape_sexual_abuse_line",
            "S": "british_transport_police police_scotland platform_report rape_crisis_scotland",
            "N": "psni platform_report dsa_helpline_ni nexus_ni victim_support_ni",
        },
    ),
    (
        "A11 harassment",
        {"incident": "harassment", "by": "unknown"},
        {
            "E": "platform_report 101 police_uk_online report_harmful_content victim_support cyber_helpline",
            "S": "platform_report police_scotland report_harmful_content victim_support_scotland cyber_helpline",
            "N": "platform_report psni report_harmful_content victim_support_ni cyber_helpline",
        },
    ),
    (
        "A12 stalking by an ex",
        {"incident": "stalking", "by": "partner"},
        {
            "E": "101 police_uk_online national_stalking_helpline national_da_helpline refuge_tech_safety "
            "cyber_helpline paladin",
            "W": "101 police_uk_online national_stalking_helpline live_fear_free refuge_tech_safety "
            "cyber_helpline paladin",
            "S": "police_scotland national_stalking_helpline sdafmh refuge_tech_safety cyber_helpline",
            "N": "psni national_stalking_helpline dsa_helpline_ni refuge_tech_safety cyber_helpline",
        },
    ),
    (
        "A13 stalking by someone unknown",
        {"incident": "stalking", "by": "unknown"},
        {
            "E": "101 police_uk_online national_stalking_helpline cyber_helpline victim_support",
            "S": "police_scotland national_stalking_helpline cyber_helpline victim_support_scotland",
            "N": "psni national_stalking_helpline cyber_helpline victim_support_ni",
        },
    ),
    (
        "A14 doxxing",
        {"incident": "doxxing", "by": "unknown"},
        {
            "E": "101 police_uk_online platform_report google_removal cyber_helpline ico",
            "S": "police_scotland platform_report google_removal cyber_helpline ico",
            "N": "psni platform_report google_removal cyber_helpline ico",
        },
    ),
    (
        "A15 fake profile or hacked account",
        {"incident": "impersonation", "by": "unknown"},
        {
            "E": "platform_report cyber_helpline report_harmful_content report_fraud",
            "S": "platform_report cyber_helpline report_harmful_content police_scotland",
            "N": "platform_report cyber_helpline report_harmful_content report_fraud",
        },
    ),
    (
        "A16 hate",
        {"incident": "hate", "by": "unknown"},
        {
            "E": "true_vision 101 police_uk_online galop british_muslim_trust cst victim_support platform_report",
            "W": "true_vision 101 police_uk_online galop cst victim_support platform_report",
            "S": "police_scotland galop cst victim_support_scotland platform_report",
            "N": "true_vision psni galop cst victim_support_ni platform_report",
        },
    ),
    (
        "A17 filmed assault, days ago",
        {"incident": "assault_filmed", "by": "unknown", "when": "this_week"},
        {
            "E": "rape_sexual_abuse_line sarc_england 101 police_uk_online revenge_porn_helpline samaritans",
            "W": "rape_sexual_abuse_line live_fear_free 101 police_uk_online revenge_porn_helpline samaritans",
            "S": "rape_crisis_scotland sarc_scotland police_scotland revenge_porn_helpline samaritans",
            "N": "dsa_helpline_ni nexus_ni rowan_ni psni stopncii platform_report samaritans",
        },
    ),
    (
        "A17 filmed assault, years ago",
        {"incident": "assault_filmed", "by": "unknown", "when": "longer"},
        {
            "E": "rape_sexual_abuse_line 101 police_uk_online revenge_porn_helpline samaritans",
            "W": "rape_sexual_abuse_line live_fear_free 101 police_uk_online revenge_porn_helpline samaritans",
            "S": "rape_crisis_scotland police_scotland revenge_porn_helpline samaritans",
            "N": "dsa_helpline_ni nexus_ni psni stopncii platform_report samaritans",
        },
    ),
    (
        "A18 abused at work",
        {"incident": "work_abuse", "by": "known"},
        {
            "E": "education_support acas posh 101 police_uk_online",
            "S": "education_support acas posh police_scotland",
            "N": "education_support posh psni",
        },
    ),
    (
        "A19 worried about own behaviour",
        {"incident": "did_it"},
        {
            "E": "respect_phoneline stop_it_now law_society_ew",
            "S": "respect_phoneline stop_it_now law_society_scotland",
            "N": "stop_it_now law_society_ni",
        },
    ),
    (
        "C12 adult now, under 18 in the picture",
        {"incident": "image_shared", "by": "unknown", "age_in_picture": "under_18"},
        {
            "E": "take_it_down iwf 101 police_uk_online napac",
            "S": "take_it_down iwf police_scotland napac",
            "N": "take_it_down iwf psni napac",
        },
    ),
    (
        "C10 a picture of another child seen by an adult",
        {"incident": "child_image"},
        {"E": "iwf 101 police_uk_online", "S": "iwf police_scotland", "N": "iwf psni"},
    ),
]

UNDER_18: list[tuple[str, dict[str, object], dict[str, str]]] = [
    (
        "C2 nude shared by a peer",
        {"incident": "image_shared", "by": "known"},
        {
            "E": "childline report_remove school_dsl 101 police_uk_online",
            "S": "childline report_remove school_dsl police_scotland",
            "N": "childline report_remove school_dsl psni",
        },
    ),
    (
        "C3 nude shared by an adult",
        {"incident": "image_shared", "by": "known", "by_age": "adult"},
        {
            "E": "ceop 101 police_uk_online report_remove childline nspcc_helpline",
            "S": "ceop police_scotland report_remove childline nspcc_helpline",
            "N": "ceop psni report_remove childline nspcc_helpline",
        },
    ),
    (
        "C4 blackmail",
        {"incident": "sextortion", "by": "unknown"},
        {
            "E": "101 police_uk_online ceop report_remove childline papyrus",
            "S": "police_scotland ceop report_remove childline papyrus",
            "N": "psni ceop report_remove childline papyrus",
        },
    ),
    (
        "C5 AI nude of a pupil",
        {"incident": "deepfake", "by": "known"},
        {
            "E": "childline report_remove school_dsl 101 police_uk_online iwf",
            "S": "childline report_remove school_dsl police_scotland iwf",
            "N": "childline report_remove school_dsl psni iwf",
        },
    ),
    (
        "C6 boyfriend or girlfriend threatens to share",
        {"incident": "threat", "by": "partner"},
        {
            "E": "childline 101 police_uk_online report_remove take_it_down national_da_helpline",
            "W": "childline 101 police_uk_online report_remove take_it_down live_fear_free",
            "S": "childline police_scotland report_remove take_it_down sdafmh",
            "N": "childline psni report_remove take_it_down dsa_helpline_ni",
        },
    ),
    (
        "C7 image already on sites",
        {"incident": "image_shared", "by": "unknown"},
        {
            "E": "report_remove iwf take_it_down childline",
            "S": "report_remove iwf take_it_down childline",
            "N": "report_remove iwf take_it_down childline",
        },
    ),
    (
        "C8 cyberbullying",
        {"incident": "harassment", "by": "known"},
        {
            "E": "childline platform_report school_dsl report_harmful_content 101 police_uk_online",
            "S": "childline platform_report school_dsl report_harmful_content police_scotland",
            "N": "childline platform_report school_dsl report_harmful_content psni",
        },
    ),
    (
        "C8 cyberbullying of someone aged 11",
        {"incident": "harassment", "by": "known", "age_years": 11},
        {
            "E": "childline platform_report school_dsl 101 police_uk_online",
            "S": "childline platform_report school_dsl police_scotland",
            "N": "childline platform_report school_dsl psni",
        },
    ),
    (
        "C8 fake account",
        {"incident": "impersonation", "by": "known"},
        {
            "E": "childline platform_report school_dsl report_harmful_content 101 police_uk_online",
            "S": "childline platform_report school_dsl report_harmful_content police_scotland",
            "N": "childline platform_report school_dsl report_harmful_content psni",
        },
    ),
    (
        "C9 a parent or teacher asks",
        {"incident": "image_shared", "by": "unknown", "for_whom": "child"},
        {
            "E": "ceop 101 police_uk_online report_remove nspcc_helpline youngminds_parents posh",
            "S": "ceop police_scotland report_remove nspcc_helpline youngminds_parents posh",
            "N": "ceop psni report_remove nspcc_helpline youngminds_parents posh",
        },
    ),
    (
        "C10 image of another child seen",
        {"incident": "child_image"},
        {"E": "iwf 101 police_uk_online", "S": "iwf police_scotland", "N": "iwf psni"},
    ),
    (
        "C11 aged 16, partner",
        {"incident": "image_shared", "by": "partner", "age_years": 16},
        {
            "E": "national_da_helpline childline report_remove 101 police_uk_online",
            "W": "live_fear_free childline report_remove 101 police_uk_online",
            "S": "sdafmh childline report_remove police_scotland",
            "N": "dsa_helpline_ni childline report_remove psni",
        },
    ),
    (
        "C11 aged 17, assault",
        {"incident": "assault_filmed", "by": "partner", "age_years": 17},
        {
            "E": "rape_sexual_abuse_line childline report_remove 101 police_uk_online",
            "W": "rape_sexual_abuse_line live_fear_free childline report_remove 101 police_uk_online",
            "S": "rape_crisis_scotland childline report_remove police_scotland",
            "N": "dsa_helpline_ni nexus_ni childline report_remove psni",
        },
    ),
    (
        "A19 a teenager worried about what they did",
        {"incident": "did_it"},
        {
            "E": "shore stop_it_now law_society_ew childline",
            "S": "shore stop_it_now law_society_scotland childline",
            "N": "shore stop_it_now law_society_ni childline",
        },
    ),
]

NATION = {"E": "england", "W": "wales", "S": "scotland", "N": "northern_ireland"}
DOMESTIC_ABUSE = {
    "E": "national_da_helpline",
    "W": "live_fear_free",
    "S": "sdafmh",
    "N": "dsa_helpline_ni",
}
CRISIS_HEALTH = {
    "E": ["nhs_111_option_2"],
    "W": ["nhs_111_option_2", "samaritans_welsh"],
    "S": ["nhs_111_option_2"],
    "N": ["lifeline_ni"],
}
