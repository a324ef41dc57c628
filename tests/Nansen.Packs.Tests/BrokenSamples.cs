namespace Nansen.Packs.Tests;

/// <summary>A change to the model pack, and the finding it must bring.</summary>
/// <param name="Rule">Rule of the finding.</param>
/// <param name="File">File changed, and file of the finding.</param>
/// <param name="Find">Text replaced.</param>
/// <param name="Replace">What stands there instead.</param>
/// <param name="Says">Part of the reason.</param>
public sealed record BrokenSample(string Rule, string File, string Find, string Replace, string Says)
{
    /// <summary>File of the finding when it is not the changed one.</summary>
    public string? FoundIn { get; init; }

    /// <summary>Stands as a further file instead of replacing the changed one.</summary>
    public string? AsFile { get; init; }

    public override string ToString() => $"{Rule}: {Says}";
}

/// <summary>One broken sample for every check: each is proved able to fail.</summary>
internal static class BrokenSamples
{
    private const string Individual = "records/individual.yaml";
    private const string Group = "records/registration_group.yaml";
    private const string Asylum = "procedures/asylum.yaml";
    private const string Border = "procedures/border_referral.yaml";
    private const string Removal = "procedures/removal.yaml";
    private const string Safeguards = "safeguards.yaml";
    private const string Access = "access.yaml";
    private const string Parameters = "parameters.yaml";
    private const string Certificate = "drawings/asylum_seeker_certificate.yaml";
    private const string Matching = "matching.yaml";
    private const string Asr = "tables/asr.yaml";
    private const string National = "tables/national.yaml";
    private const string Letters = "letters/decisions.yaml";

    public static IReadOnlyList<BrokenSample> All { get; } =
    [
        // The form of files
        new("kind", "tables.yaml", "kind: tables", "kind: tabels", "the file kind 'tabels' does not exist"),
        new("kind", "tables.yaml", "kind: tables\n", "", "does not say its kind"),
        new("yaml", "pack.yaml", "code: model", "code: [model", "this is not YAML"),
        new("yaml", "pack.yaml", "code: model", "code: &a model", "anchors and aliases"),
        new("yaml", "pack.yaml", "code: model", "code: model\ncode: model", "this is not YAML"),
        new("key", Individual, "    class: S2", "    klass: S2", "an unknown key 'klass'"),
        new("missing", Individual, "    class: S2\n", "", "has no 'class'"),
        new("missing", Asylum, "    by: [case_officer]", "    by: []", "is empty"),
        new("missing", Asylum, "  - count: application", "  - count: application\n        letter: closure", "exactly one thing to do"),
        new("missing", "statuses.yaml", "    title: {en: \"Asylum-seeker\", ru: \"Лицо, ищущее убежище\"}\n", "", "has no 'title'"),
        new("value", Individual, "type: names", "type: name", "is 'name', which is not known here"),
        new("value", Individual, "firewalled: true", "firewalled: yes", "is 'yes'"),
        new("value", "tables.yaml", "asylum-applications:", "asylum applications:", "is not a code as it should be"),
        new("value", "pack.yaml", "code: model", "code: \"the model\"", "which is not a code"),
        new("value", Individual, "purposes: [REG, DET, APP, DOC, REC, ASS, INT, RET]", "purposes: {REG: 1}", "is not a plain text"),
        new("value", "forms/hold.yaml", "questions:\n      - field: hold_reason\n        required: true", "questions: hold_reason", "is not a list"),
        new("value", Parameters, "parameters:\n", "parameters: []\nparameter:\n", "is not a list of codes with their values"),
        new("number", "documents.yaml", "level: 1", "level: 4", "is '4'"),
        new("number", Parameters, "    floor: 5\n", "    floor: five\n", "which is not a number"),
        new("language", Individual, "{en: \"Father's name\", ru: \"Имя отца\"}", "{en: \"Father's name\"}", "has no text in 'ru'"),
        new("language", Individual, "{en: \"Father's name\", ru: \"Имя отца\"}", "{en: \"Father's name\", ru: \"Имя отца\", fr: \"Nom du père\"}", "not a language of this pack"),
        new("language", Individual, "{en: \"Father's name\", ru: \"Имя отца\"}", "\"Father's name\"", "is not given by language"),
        new("wording", Individual, "\"Father's name\"", "\"Father's tribe\"", "says 'tribe'"),
        new("twice", "pack.yaml", "", "", "a second file of kind pack") { AsFile = "pack2.yaml", FoundIn = "pack2.yaml" },
        new("twice", "forms/hold.yaml", "code: hold", "code: death", "defined a second time"),
        new("twice", Border, "number_prefix: B", "number_prefix: A", "the number prefix 'A' is used by"),
        new("twice", "tables.yaml", "      dec_total: {}", "      year: {}", "two columns 'year'"),
        new("condition", Safeguards, "trigger: {fact_present: age_doubt}", "trigger: {fact_seems: age_doubt}", "the predicate 'fact_seems', which does not exist"),
        new("condition", Safeguards, "trigger: {fact_present: age_doubt}", "trigger: age_doubt", "is not a condition with exactly one key"),
        new("condition", Safeguards, "trigger: {fact_present: age_doubt}", "trigger: {any: age_doubt}", "has no list of conditions"),
        new("condition", Safeguards, "trigger: {fact_present: age_doubt}", "trigger: {fact_is: age_doubt}", "is not written as it should be"),

        // Tables of official statistics
        new("balance", Asr, "      REFOTHDEC: out other\n", "", "has not exactly one line 'out other'"),
        new("balance", Asr, "      REFOTHINC: in other\n", "", "has not exactly one line 'in other'"),
        new("balance", Asr, "      aged_in: aged_in\n", "", "has not exactly one line 'aged_in'"),
        new("balance", Removal, "      - account_out: removal_cases\n        cause: departure\n", "", "a case that is closed (left_voluntarily) can still be in the account removal_cases"),
        new("balance", Removal, "        cause: departure\n", "        cause: departure\n        when: {fact_present: destination}\n", "a case that is closed (left_voluntarily) can still be in"),
        new("balance", Border, "accounts:\n", "accounts:\n  never_entered: {title: {en: \"Nobody\", ru: \"Никто\"}}\n", "no step lets a case into the account never_entered"),
        new("twice", Border, "accounts:\n", "accounts:\n  asylum_seeker: {title: {en: \"Twin\", ru: \"Двойник\"}}\n", "has the code of another account or of a status"),
        new("reference", Individual, "\nlifecycle:\n", "\nlifecycle:\n  accounts: {files: {title: {en: \"Files\", ru: \"Дела\"}}}\n", "is of records that are neither cases nor groups"),
        new("unit", Removal, "accounts:\n  removal_cases:\n", "accounts:\n  removal_cases:\n    persons: $destination\n", "does not say what it counts"),
        new("unit", Group, "      persons: $group_size_declared\n", "", "does not say what it counts"),
        new("reference", Group, "      persons: $group_size_declared\n", "      persons: $group_origin\n", "which is no number of registration_group"),
        new("balance", Group, "        - account_out: recorded_in_groups\n          cause: not_come\n    - event: restore", "        - letter: closure\n    - event: restore", "a case that is closed (dissolved) can still be in"),
        new("reference", Removal, "      - account_out: removal_cases\n        cause: departure\n", "      - account_out: asylum_cases\n        cause: departure\n", "names the account of the procedure 'asylum_cases'"),
        new("missing", Removal, "      - account_out: removal_cases\n        cause: departure\n", "      - account_out: removal_cases\n", "moves the case in the account removal_cases without a cause"),
        new("missing", Removal, "        cause: departure\n", "        cause: departure\n        dimensions: {place: $place_of_stay}\n", "gives dimensions to a case that leaves"),
        new("value", Removal, "dimensions: {place: $place_of_stay, location", "dimensions: {place: $gender_identity, location", "which takes no codes"),
        new("unit", National, "    cases: [asylum_cases]\n    keys: {year", "    cases: [asylum_cases]\n    statuses: [asylum_seeker]\n    keys: {year", "counts persons and cases together"),
        new("unit", Asr, "    populations: [ASY]\n    keys: {year: $year, asylum", "    populations: [ASY]\n    unit: cases\n    keys: {year: $year, asylum", "counts persons and cases together"),
        new("reference", National, "    cases: [asylum_cases]\n    keys: {year: $year,", "    cases: [asylum_cases]\n    keys: {year: $year, sex: sex,", "is about cases, which have no sex"),
        new("reference", National, "    cases: [asylum_cases]\n    keys: {year", "    cases: [asylum_case]\n    keys: {year", "names the account of cases 'asylum_case'"),
        new("balance", Asr, "      resettlement: out resettlement_departure", "      resettlement: closing", "shows a stock among movements"),
        new("value", Asr, "REFPOP_END: closing", "REFPOP_END: sum", "has the line 'sum' for REFPOP_END, which is none"),
        new("reference", Asr, "BIRTH: in birth", "BIRTH: in births", "uses 'births', which is not in the code list 'causes'"),
        new("twice", Asr, "BIRTH: in birth", "BIRTH: in recognition", "takes the cause recognition into two columns"),
        new("reference", Asr, "    event: returnee_arrival", "    event: homecoming", "uses 'homecoming', which is not in the code list 'events'"),
        new("reference", Asr, "    waits_for: {en: \"the reception of returning refugees by their own State\", ru: \"приём возвращающихся беженцев их государством\"}\n", "", "counts returnee_arrival, which no transition counts"),
        new("reference", "tables/eurostat.yaml", "statuses: [temporary_protection]", "statuses: [temporary_refuge]", "names the status 'temporary_refuge'"),
        new("reference", "tables/national.yaml", "min_cell: stats.min_cell.vot", "min_cell: stats.min", "names the parameter 'stats.min'"),
        new("reference", "tables/national.yaml", "emergency: {level: pre|E}", "emergency: {tier: pre|E}", "uses the dimension 'tier'"),
        new("reference", Asr, "accommodation: accommodation}", "lodging: lodging}", "uses the dimension 'lodging'"),
        new("missing", "tables/national.yaml", "    event: registered\n", "", "does not say what it counts"),
        new("value", "statuses.yaml", "birth_registered: $birth_registered}", "wish: $preferred_solution}", "of a special category"),
        new("reference", "statuses.yaml", "birth_registered: $birth_registered}", "alone: $who_with}", "names the field '$who_with'"),

        // Drawings, and the Schedules to the Conventions
        new("drawing", Certificate, "value: sex,", "value: gender,", "shows 'gender', which no document knows"),
        new("drawing", Certificate, "second: given_names_own", "second: given_names_other", "shows 'given_names_other', which no document knows"),
        new("drawing", Certificate, "value: sex,", "value: birth_date,", "shows 'birth_date' twice"),
        new("drawing", Certificate, "accent: \"#1F4E79\"", "accent: blue", "has the colour 'blue'"),
        new("drawing", Certificate, "form: sheet", "form: booklet", "is a booklet, but the document's zone is TD2"),
        new("drawing", "drawings/voluntary_return_document.yaml", "photo: true", "photo: true\nsymbol: qr", "the document has no seal for it to carry"),
        new("value", Certificate, "photo: true", "photo: true\nsymbol: aztec", "is 'aztec'"),
        new("drawing", "drawings/refugee_identity_card.yaml", "form: card", "form: sheet", "is a sheet, but the document's zone is TD1"),
        new("drawing", Certificate, "document: DOC-ASC", "document: DOC-AS", "the document DOC-ASC has no drawing") { FoundIn = "documents.yaml" },
        new("reference", Certificate, "document: DOC-ASC", "document: DOC-AS", "names the document 'DOC-AS'"),
        new("value", Certificate, "form: sheet", "form: scroll", "is 'scroll', which is not known here"),
        new("twice", Certificate, "document: DOC-ASC", "document: DOC-BRC", "'DOC-BRC' is defined a second time") { FoundIn = "drawings/border_referral_certificate.yaml" },
        new("schedule", "documents.yaml", "    nationality: XXB\n    stock: true", "    nationality: XXC\n    stock: true", "writes XXC as nationality"),
        new("schedule", "documents.yaml", "    nationality: XXB\n    stock: true", "    nationality: XXB", "is not made on numbered blanks"),
        new("schedule", "documents.yaml", "    level: 3\n    validity_parameter: ctd1951", "    level: 2\n    validity_parameter: ctd1951", "has the security level 2"),
        new("schedule", "documents.yaml", "validity_parameter: ctd1951.validity.years", "validity_parameter: laissez_passer.validity.months", "is valid for 3 months"),
        new("schedule", Parameters, "  ctd.fee:\n    value: 20", "  ctd.fee:\n    value: 21", "costs 21, more than the cheapest passport at 20") { FoundIn = Parameters },
        new("schedule", Parameters, "  ctd.fee:", "  ctd.charge:", "has no fee that can be compared") { FoundIn = "documents.yaml" },
        new("schedule", "drawings/convention_travel_document_1954.yaml", "Convention of 28 September 1954)", "Convention)", "does not say that it is under the Convention of 28 September 1954"),
        new("schedule", "drawings/convention_travel_document_1954.yaml", "is a stateless person under", "is protected under", "does not say that its holder is a stateless person"),
        new("floor", Parameters, "  ctd.consular_extension.months:\n    value: 6", "  ctd.consular_extension.months:\n    value: 7", "above its ceiling of 6"),

        // Parameters
        new("floor", Parameters, "    value: 9\n    unit: months\n    floor: 9", "    value: 8\n    unit: months\n    floor: 9", "below its floor of 9"),
        new("floor", Parameters, "    value: 90\n    unit: days\n    floor: 30", "    value: 20\n    unit: days\n    floor: 20", "below the 30 that no pack may lower"),
        new("floor", Parameters, "    value: 90\n    unit: days\n    floor: 30", "    value: 90\n    unit: days\n    floor: 10", "the floor of vot.recovery.days is written as 10"),
        new("floor", Parameters, "    value: 90\n    unit: days\n    floor: 30", "    value: 90\n    unit: hours", "is given in hours"),
        new("floor", Parameters, "    value: 48\n    unit: hours\n    ceiling: 48", "    value: 72\n    unit: hours", "above the 48 that no pack may raise"),
        new("floor", Parameters, "    value: 48\n    unit: hours\n    ceiling: 48", "    value: 48\n    unit: hours\n    ceiling: 96", "the ceiling of detention.first_review.hours"),
        new("floor", Parameters, "    value: 4\n    unit: hours\n    ceiling: 24", "    value: 48\n    unit: hours\n    ceiling: 24", "above its ceiling of 24"),
        new("floor", Parameters, "    value: 21\n", "    value: 17\n", "less than the 18"),
        new("floor", Parameters, "  # Return, detention", "  detention.children: {value: allowed, unit: text, tag: HB, law: none}\n  # Return, detention", "the detention of children is not forbidden"),
        new("number", Parameters, "    value: 30\n    unit: days\n    floor: 15", "    value: thirty\n    unit: days", "which is not a whole number of days"),
        new("number", Parameters, "    value: 30\n    unit: days\n    floor: 15", "    value: 99999999\n    unit: days", "more than a lifetime"),
        new("number", Parameters, "    floor: 6\n    ceiling: 12", "    floor: 13\n    ceiling: 12", "the floor of tolerated.permit.months lies above its ceiling"),
        new("number", Parameters, "    value: true\n    unit: boolean", "    value: perhaps\n    unit: boolean", "is 'perhaps'"),
        new("law", Parameters, "    tag: EU\n    law: \"Directive 2013/32/EU art 6(1)\"\n", "    tag: EU\n", "names no law"),

        // Fields and forms
        new("purpose", Individual, "    purposes: [REG, NAT, DET, APP]\n", "", "has no purpose (DP-11)"),
        new("retention", Individual, "    retention: protection_file\n", "", "has no retention rule (DP-11)"),
        new("reference", Individual, "    retention: protection_file\n", "    retention: forever\n", "uses 'forever', which is not in the code list 'retention'"),
        new("reference", Individual, "purposes: [REG, NAT, DET, APP]", "purposes: [REG, SPY]", "uses 'SPY'"),
        new("reference", Individual, "codes: marital_status", "codes: marriages", "names the code list 'marriages'"),
        new("reference", Individual, "codes: yes_no}", "codes: maybe}", "names the code list 'maybe'"),
        new("missing", Individual, "    codes: marital_status\n", "", "takes codes and names no code list"),
        new("missing", "records/registration_group.yaml", "    type: text\n", "    type: rows\n", "takes rows and has no columns"),
        new("missing", "records/document.yaml", "is: document", "is: other", "has not exactly one record type that is document") { FoundIn = "pack.yaml" },
        new("purpose", Individual, "    class: S4\n    purposes: [VOT]", "    class: S4\n    purposes: [VOT, STA]", "is sealed (S4) and may be read for statistics"),
        new("reference", "forms/hold.yaml", "field: hold_reason", "field: reason_to_hold", "names the field of individual 'reason_to_hold'"),
        new("reference", "forms/hold.yaml", "record: individual", "record: person", "names the record type 'person'"),
        new("reference", "forms/hold.yaml", "purpose: REG", "purpose: SPY", "uses 'SPY'"),
        new("reference", "forms/registration_basic.yaml", "includes: [registration_emergency]", "includes: [registration_quick]", "includes 'registration_quick'"),
        new("reference", "forms/registration_emergency.yaml", "when: {age_under: 18}", "when: {fact_present: aeg}", "names the field 'aeg'"),
        new("number", "forms/registration_emergency.yaml", "when: {age_under: 18}", "when: {age_under: 180}", "an age under 180"),
        new("reference", "forms/registration_emergency.yaml", "when: {age_under: 18}", "when: {age_under: age.limit}", "names the parameter 'age.limit'"),
        new("missing", "forms/hold.yaml", "sections:", "sections: []\nsection:", "asks nothing"),
        new("form_purpose", "forms/hold.yaml", "purpose: REG", "purpose: DET", "may not be read for it (DP-05)"),
        new("necessity", "forms/registration_emergency.yaml", "      - photo\n", "      - field: photo\n        required: true\n", "without saying why it is needed (DP-13)"),

        // Procedures
        new("law", Asylum, "law: \"1951 Convention art 1A(2)", "#", "the procedure asylum names no law"),
        new("law", Asylum, "    law: \"UNHCR Procedural Standards", "    #", "the clock appeal of asylum names no law"),
        new("condition", Asylum, "    when: {fact_is: {channel: [accelerated]}}\n    breach", "    when: {clock_lapsed: [appeal]}\n    breach", "may depend only on what the record says"),
        new("reference", Asylum, "initial: made", "initial: began", "names the state 'began'"),
        new("reference", Asylum, "    to: lodged", "    to: filed", "names the state 'filed'"),
        new("reference", Asylum, "    from: [made, registered]", "    from: [maid]", "names the state 'maid'"),
        new("reference", Asylum, "    by: [appeal_body]", "    by: [appeals]", "names the role 'appeals'"),
        new("reference", Asylum, "    confirmed_by: [decision_maker]", "    confirmed_by: [judge]", "names the role 'judge'"),
        new("reference", Asylum, "    worklist: case_officer", "    worklist: officer", "names the role 'officer'"),
        new("reference", Asylum, "    form: decision", "    form: decisions", "names the form 'decisions'"),
        new("reference", Asylum, "    form: decision", "    form: hold", "which is of individual"),
        new("reference", Asylum, "    other_than: [decide, decide_inadmissible]", "    other_than: [decides]", "names the event 'decides'"),
        new("reference", Asylum, "    suspends: true\n", "", "goes back to a state that no transition keeps"),
        new("missing", Asylum, "    when_not: {en: \"The reopening window", "    # {en: \"The reopening window", "does not say what to tell the officer"),
        new("form_role", Asylum, "    by: [case_officer]\n    form: asylum_application", "    by: [reception]\n    form: asylum_application", "the role reception may not write for DET"),
        new("form_role", "forms/removal_order.yaml", "purpose: RET", "purpose: DET", "the role return_officer may not write for DET") { FoundIn = Removal },
        new("form_role", Access, "writes: {REG: S2, DOC: S2}", "writes: {REG: S1, DOC: S2}", "may write up to S1") { FoundIn = Border },
        new("reference", Asylum, "    starts: [lodge]", "    starts: [lodged]", "names the event 'lodged'"),
        new("reference", Asylum, "    stops: [reopen]", "    stops: [reopened]", "names the event 'reopened'"),
        new("reference", Asylum, "    pauses: [suspended]", "    pauses: [asleep]", "names the state 'asleep'"),
        new("reference", Asylum, "    parameter: asylum.reopen.months", "    parameter: asylum.reopening", "names the parameter 'asylum.reopening'"),
        new("number", Asylum, "    parameter: asylum.reopen.months", "    parameter: appeal.suspensive", "which is given in boolean"),
        new("reach", Asylum, "states:\n", "states:\n  limbo:\n    title: {en: \"Limbo\", ru: \"Лимб\"}\n    closed: true\n", "limbo of asylum can never be reached"),
        new("reach", Removal, "    closed: true\n", "", "can never be left and is not closed"),
        new("reference", Asylum, "{clock_lapsed: [appeal]}", "{clock_lapsed: [appeals]}", "names the clock 'appeals'"),
        new("reference", Asylum, "fact_is: {outcome: [REC-*]}", "fact_is: {outcome: [RECO-*]}", "compares outcome with 'RECO-*'"),
        new("reference", Asylum, "parameter_is: {asylum.admissibility.enabled", "parameter_is: {asylum.admissible", "names the parameter 'asylum.admissible'"),
        new("reference", Border, "status_active: [asylum_seeker]", "status_active: [asylum_seekers]", "names the status 'asylum_seekers'"),
        new("reference", Individual, "case_open: [asylum, border_referral]", "case_open: [asylums]", "names the procedure 'asylums'"),

        // Effects
        new("reference", Asylum, "- open_status: refugee_convention", "- open_status: refugee_convent", "names the status 'refugee_convent'"),
        new("missing", Asylum, "  - open_status: asylum_seeker\n    cause: application", "  - open_status: asylum_seeker", "without a cause"),
        new("reference", Asylum, "cause: application", "cause: applied", "uses 'applied', which is not in the code list 'causes'"),
        new("reference", Asylum, "- count: case_reopened", "- count: case_opened", "uses 'case_opened'"),
        new("statistics", Asylum, "statistics: [application, case_application, decision, case_decision, case_reopened, interview_held, child_alone_interviewed, guardian_before_interview, decision_with_coi, appeal_decided]", "statistics: [application, decision]", "which asylum does not list"),
        new("reference", Asylum, "dec_level: $application_level", "dec_level: $level", "names the field 'level'"),
        new("mapping", Asylum, "outcome: $outcome>unhcr", "outcome: $outcome>eurostat", "have no such code"),
        new("mapping", Asylum, "outcome: $outcome>unhcr", "outcome: $remedy>unhcr", "which takes no codes"),
        new("reference", Asylum, "- task: issue_certificate", "- task: issue_paper", "uses 'issue_paper'"),
        new("missing", Asylum, "        role: document_officer\n", "", "for nobody"),
        new("reference", Asylum, "        role: document_officer\n", "        role: printer\n", "names the role 'printer'"),
        new("reference", Asylum, "- propose_document: DOC-RID", "- propose_document: DOC-XXX", "names the document 'DOC-XXX'"),
        new("reference", Asylum, "- letter: delay_notice", "- letter: delay", "names the letter 'delay'"),
        new("reference", Asylum, "- open_case: asylum", "- open_case: refuge", "names the procedure 'refuge'"),

        // Decisions
        new("four_eyes", Asylum, "    confirmed_by: [decision_maker]\n    form: decision\n", "    form: decision\n", "is a decision and nobody confirms it"),
        new("four_eyes", Removal, "    to: executed\n    by: [return_officer]\n    confirmed_by: [return_officer]\n", "    to: executed\n    by: [return_officer]\n", "may be against the person and nobody confirms it"),
        new("notification", Asylum, "      - letter: appeal_remitted\n", "      - count: decision\n        dimensions: {procedure_type: $authority, dec_level: $appeal_level, outcome: closed, origin: $country_of_origin>unhcr}\n", "leaves a decision without a letter"),
        new("notification", Asylum, "    form: notification\n", "", "without recording language, method and proof of service"),
        new("notification", Asylum, "    to: decided\n", "", "leads to no state in which it waits"),
        new("notification", Asylum, "    confirmed_by: [decision_maker]\n    form: decision\n", "    confirmed_by: [decision_maker]\n", "is a decision and asks no form"),
        new("status_by_decision", Asylum, "      - end_status: asylum_seeker\n        cause: withdrawn", "      - end_status: refugee_convention\n        cause: withdrawn", "ends refugee_convention without a notified decision"),

        // Statuses and documents
        new("law", "statuses.yaml", "    law: \"UNHCR Handbook 28", "    # \"UNHCR Handbook 28", "the status asylum_seeker names no law"),
        new("reference", "statuses.yaml", "document: DOC-ASC", "document: DOC-AS", "names the document 'DOC-AS'"),
        new("reference", "statuses.yaml", "document: DOC-ASC", "document: DOC-RID", "which does not list it"),
        new("reference", "statuses.yaml", "permit_parameter: refugee.permit.years", "permit_parameter: refugee.years", "names the parameter 'refugee.years'"),
        new("reference", "statuses.yaml", "replaces: [tolerated]", "replaces: [tolerate]", "names the status 'tolerate'"),
        new("law", "documents.yaml", "    law: \"1951 Convention art 33;", "    # \"", "the document DOC-BRC names no law"),
        new("reference", "documents.yaml", "validity_parameter: border.certificate.days", "validity_parameter: border.days", "names the parameter 'border.days'"),
        new("reference", "documents.yaml", "statuses: [asylum_seeker]", "statuses: [applicant]", "names the status 'applicant'"),
        new("reference", "documents.yaml", "issued_by: [document_officer]", "issued_by: [printer]", "names the role 'printer'"),
        new("mrz", "documents.yaml", "mrz_code: AS", "mrz_code: AC", "which Doc 9303 does not allow in TD2"),
        new("mrz", "documents.yaml", "mrz_code: AS", "mrz_code: AV", "which Doc 9303 does not allow"),
        new("mrz", "documents.yaml", "mrz_code: IF", "mrz_code: AI", "which Doc 9303 does not allow in TD1"),
        new("mrz", "documents.yaml", "    mrz_format: TD2\n", "", "has not both a code"),

        // Safeguards
        new("safeguard", Safeguards, "  SG-1:", "  SG-21:", "SG-1 is missing") { FoundIn = "pack.yaml" },
        new("safeguard", Safeguards, "  SG-2:", "  SG-22:", "SG-2 is missing") { FoundIn = "pack.yaml" },
        new("safeguard", Safeguards, "blocks: [refuse_entry, order_removal, execute_removal, extradite, contact_country_of_origin]", "blocks: [refuse_entry, order_removal, execute_removal, extradite]", "SG-1 no longer blocks contact_country_of_origin"),
        new("safeguard", Safeguards, "blocks: [channel_accelerated, refuse_entry, admit_ordinary, order_removal]", "blocks: [refuse_entry, admit_ordinary, order_removal]", "SG-2 no longer blocks channel_accelerated"),
        new("safeguard", Safeguards, "    covers_dependants: true\n", "", "does not cover the family members"),
        new("safeguard", Safeguards, "complementary_protection, humanitarian_status, temporary_protection, stateless_person]}", "complementary_protection, humanitarian_status, temporary_protection]}", "SG-1 is not on for holders of stateless_person"),
        new("safeguard", Safeguards, "        - {case_open: [asylum]}\n", "", "SG-1 is not on while a case of asylum is open"),
        new("safeguard", Safeguards, "      interview: {linked: [guardian]}\n", "", "does not require a guardian before interview"),
        new("safeguard", Safeguards, "      interview: {linked: [guardian]}\n", "      interview: {linked: [guardian, counsel]}\n", "does not require a guardian before interview"),
        new("safeguard", Safeguards, "    priority: true\n", "", "gives children alone no priority"),
        new("safeguard", Safeguards, "- {age_under: 18}", "- {age_under: 16}", "does not reach every person under 18"),
        new("safeguard", Safeguards, "    tasks: {detention_check: case_officer}\n", "", "SG-16 has no effect"),
        new("law", Safeguards, "    law: \"UNHCR Detention Guidelines 2012\"\n", "", "SG-16 names no law"),
        new("reference", Safeguards, "blocks: [channel_accelerated]", "blocks: [channel_fast]", "names the event 'channel_fast'"),
        new("reference", Safeguards, "      become_final:", "      become_last:", "names the event 'become_last'"),
        new("reference", Safeguards, "tasks: {detention_check: case_officer}", "tasks: {detention_check: warden}", "names the role 'warden'"),
        new("reference", Safeguards, "tasks: {detention_check: case_officer}", "tasks: {look_in: case_officer}", "uses 'look_in'"),
        new("reference", Safeguards, "proposes: [DOC-ASC]", "proposes: [DOC-AS]", "names the document 'DOC-AS'"),
        new("reference", Safeguards, "{need: [detained_here]}", "{need: [detained]}", "names the specific need 'detained'"),
        new("reference", Safeguards, "{safeguard_on: [SG-4]}", "{safeguard_on: [SG-40]}", "names the safeguard 'SG-40'"),
        new("reference", Safeguards, "{not: {linked: [parent, caregiver]}}", "{not: {linked: [uncle]}}", "names the link 'uncle'"),
        new("reference", Safeguards, "trigger: {need: [detained_here]}", "trigger: {in_state: [jailed]}", "names the state 'jailed'"),

        new("examination", "records/examination.yaml", "      when: {fact_present: holder_told_on}\n", "      when: {fact_present: holder_told_on}\n      effects:\n        - end_status: asylum_seeker\n          reason: false_document\n", "has the effect EndStatus asylum_seeker"),

        // Access
        new("reference", Access, "reads: {REC: S2}", "reads: {REX: S2}", "uses 'REX'"),
        new("reference", Access, "writes: {APP: S3}", "writes: {APX: S3}", "uses 'APX'"),
        new("reference", Access, "records: [individual, removal]", "records: [individual, removals]", "names the record type 'removals'"),
        new("reference", Access, "never: [reason_for_flight_short, fear_of_return]", "never: [reasons]", "names the field 'reasons'"),
        new("reference", Access, "write_only: [wish_words]", "write_only: [words]", "names the field 'words'"),
        new("reference", Access, "also_reads: [photo]", "also_reads: [picture]", "names the field 'picture'"),
        new("reference", Access, "actions: [administer_users]", "actions: [administer_users, everything]", "'everything', which is not an action"),
        new("access", Access, "reads: {DET: S3}", "reads: {DET: S4}", "sealed files open only in their compartment"),
        new("access", Access, "also_reads: [photo]", "also_reads: [photo, reason_for_flight_short]", "which is sealed or firewalled"),
        new("firewall", Access, "reads: {RET: S2, DTN: S2}", "reads: {RET: S2, DTN: S2, DET: S2}", "performs enforcement and works for DET"),
        new("firewall", Access, "reads: {REG: S2, DOC: S2}", "reads: {REG: S3, DOC: S2}", "performs enforcement and reads up to S3"),
        new("firewall", Access, "records: [individual, removal]", "records: [\"*\"]", "may open every record"),
        new("firewall", "forms/border_needs.yaml", "      - immediate_needs\n", "      - immediate_needs\n      - withdrawal_words\n", "is asked the firewalled field withdrawal_words") { FoundIn = Border },
        new("access", Access, "    reads: {STA: S1}\n    scope: none\n", "    reads: {STA: S2}\n    scope: none\n    records: [individual, border_referral]\n", "could read encounter_place of border_referral"),
        new("access", Access, "    reads: {STA: S1}\n    scope: none\n", "    reads: {STA: S1}\n    scope: all\n", "reaches records of persons"),
        new("access", Access, "    scope: none\n    actions: [administer_users]", "    scope: all\n    actions: [administer_users]", "administers users and could open records (DP-07)"),
        new("access", Access, "actions: [administer_users]", "actions: []\n  case_officer2:\n    title: {en: \"x\", ru: \"x\"}\n    scope: none\n    reads: {DET: S2}\n    actions: [administer_users]", "administers users and could open records"),
        new("access", Asylum, "    by: [case_officer, decision_maker]", "    by: [case_officer, decision_maker, administrator]", "administers users and takes part in procedures") { FoundIn = Access },

        // Matching
        new("number", Matching, "names_bar: 0.5", "names_bar: 5", "which is not a probability"),
        new("number", Matching, "same_from: 0.95", "same_from: 1.95", "same_from is 1.95"),
        new("number", Matching, "probable_from: 0.2", "probable_from: 0.99", "probable_from is above same_from"),
        new("number", Matching, "match: [0.03, 0.97]", "match: [0.3, 0.97]", "the shares 'match' of sex add up to 1.27"),
        new("value", Matching, "  sex:\n", "  gender:\n", "'gender' in linkage"),
        new("value", Matching, "birth_same:", "birth_equal:", "'birth_equal' in records"),
        new("missing", Matching, "    kin: [0.5, 0.5]\n", "", "has no 'kin'"),
        new("twice", Matching, "", "", "a second file of kind matching") { AsFile = "matching2.yaml", FoundIn = "matching2.yaml" },

        // Following up, letters
        new("reference", "tables.yaml", "event: application", "event: applications", "counts applications, which no transition counts"),
        new("reference", "tables.yaml", "coo: origin", "coo: country", "uses the dimension 'country'"),
        new("reference", "indicators.yaml", "commitments: [C14, C19]", "commitments: [C14, C99]", "names the commitment 'C99'"),
        new("reference", "indicators.yaml", "of: border_referral/handover", "of: border_referral/hand", "names the procedure/clock"),
        new("reference", "indicators.yaml", "of: asylum-decisions/dec_recognized\n", "of: asylum-decision/dec_recognized\n", "names the table/column"),
        new("reference", "indicators.yaml", "dec_recognized+dec_other+dec_rejected", "dec_recognized+dec_else", "names the measure of asylum-decisions 'dec_else'"),
        new("reference", "indicators.yaml", "of: \"asylum_seeker, refugee_convention", "of: \"tolerated, refugee_convention", "names the status with a document 'tolerated'"),
        new("reference", "indicators.yaml", "of: \"CSR51,", "of: \"CSR15,", "uses 'CSR15'"),
        new("reference", "indicators.yaml", "of: overdue\n", "of: late\n", "names the count of the follow-up (evidence, overdue or answered) 'late'"),
        new("number", "indicators.yaml", "target: 90", "target: 900", "a target of 900 percent"),
        new("missing", "commitments.yaml", "  C73:", "  C74:", "commitments are missing: C73"),
        new("reference", "commitments.yaml", "theme: migration", "theme: moving", "uses 'moving'"),
        new("reference", "commitments.yaml", "users: [FOC]", "users: [BOSS]", "uses 'BOSS'"),
        new("reference", "commitments.yaml", "instruments: [CSSP54]", "instruments: [CSSP45]", "uses 'CSSP45'"),
        new("letter", Letters, "    deadline: [appeal, appeal_accelerated]\n", "", "says letter.deadline and names no clock that gives it"),
        new("letter", Letters, "    deadline: [appeal, appeal_accelerated]\n", "    deadline: [appeal_accelerated]\n", "which starts none of its clocks in every case"),
        new("reference", Letters, "    deadline: [appeal, appeal_accelerated]\n", "    deadline: [appeal, appeals]\n", "names the clock 'appeals'"),
        new("letter", "letters/asylum.yaml", "    body:\n", "    deadline: [first_instance]\n    body:\n", "names the clocks of a deadline and does not say it"),
        new("letter", Letters, "{{ facts.remedy }}", "{{ facts.remedy ", "a placeholder that is not closed"),
        new("letter", Letters, "{{ office.name }}", "{{ bureau.name }}", "uses 'bureau.name', which no letter knows"),
        new("reference", Letters, "{{ facts.law_applied }}", "{{ facts.law_applied }} {{ facts.laws }}", "names the field 'laws'"),
        new("letter", Letters, "{{ facts.law_applied }}", "the law", "must not be made without law_applied and does not say it"),
        new("letter", Letters, "{{ person.number }}", "", "says other things in"),
        new("reference", Letters, "mandatory: [outcome,", "mandatory: [outcomes,", "names the field 'outcomes'"),
        new("letter", Letters, "mandatory: [outcome,", "mandatory: [coi_sources, outcome,", "which no form requires"),
    ];
}
