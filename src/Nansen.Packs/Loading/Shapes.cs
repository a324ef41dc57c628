using static Nansen.Packs.Shape;

namespace Nansen.Packs;

/// <summary>The file kinds of a pack, key by key.</summary>
internal static class Shapes
{
    internal const string CodePattern = "^[A-Za-z0-9][A-Za-z0-9_.-]*$";

    private static readonly Shape Code = new Text(CodePattern);
    private static readonly Shape Line = new Text();
    private static readonly Shape Yes = new Flag();
    private static readonly Shape Names = new Words(Code);
    private static readonly Shape Some = new Words(Code, 1);
    private static readonly Shape Said = new Local();
    private static readonly Shape Class = new OneOf("S0", "S1", "S2", "S3", "S4");
    private static readonly Shape Condition = new When();
    private static readonly Shape Strings = new Map(Line);
    private static readonly Shape Population = new OneOf("ASY", "REF", "ROC", "OIP", "STA", "IDP", "IOC", "OOC");

    private static Key Must(string name, Shape shape, string says) => new(name, shape, true, says);

    private static Key May(string name, Shape shape, string says) => new(name, shape, false, says);

    internal static readonly Table Effect = new("effect",
    [
        May("open_status", Code, "Status that opens for each person."),
        May("end_status", Code, "Status that ends for each person."),
        May("count", Code, "Event of the statistics book, counted once a person."),
        May("count_case", Code, "Event of the statistics book, counted once for the case."),
        May("account_in", Code, "Account that the case or group enters."),
        May("account_out", Code, "Account that the case or group leaves."),
        May("task", Code, "Task for a role's worklist."),
        May("propose_document", Code, "Document kind proposed for each person; another officer confirms and issues it."),
        May("letter", Code, "Letter made for each person."),
        May("open_case", Code, "Procedure of which a case opens for the same persons."),
        May("cause", Code, "For statuses and accounts: the cause shown in the account."),
        May("role", Code, "For tasks: whose worklist."),
        May("due_days", new Whole(0, 3650), "For tasks: days until due."),
        May("dimensions", Strings, "For counts, statuses that open and account_in: dimension and a fixed word, $field, or $field>system for the code another system uses."),
        May("when", Condition, "Only for persons for whom this holds."),
    ], ExactlyOneOf: ["open_status", "end_status", "count", "count_case", "account_in", "account_out", "task", "propose_document", "letter", "open_case"]);

    private static readonly Shape Effects = new List(Effect);

    internal static readonly Table State = new("state",
    [
        Must("title", Said, "Name of the state."),
        May("closed", Yes, "Nothing is pending any more."),
        May("worklist", Code, "Role whose worklist shows records in this state."),
    ]);

    internal static readonly Table Transition = new("transition",
    [
        Must("event", Code, "Event code; safeguards block events by this name."),
        Must("title", Said, "Name on the button."),
        Must("from", Some, "States it may start from."),
        May("to", new Text(), "State it leads to, or $resume; left out: the state stays."),
        Must("by", Some, "Roles that may do it, or propose it when it is confirmed."),
        May("confirmed_by", Names, "Roles of which another person confirms it (DP-08)."),
        May("other_than", Names, "Events whose actors may not do this one."),
        May("form", Code, "Form it asks."),
        May("when", Condition, "What must hold."),
        May("when_not", Said, "What to tell the officer when it does not hold."),
        May("effects", Effects, "What it does besides changing the state."),
        May("decision", Yes, "A decision about persons."),
        May("adverse", Yes, "Is or may be against the person: never by rule alone (DP-18)."),
        May("suspends", Yes, "Remembers the state, so that $resume goes back to it."),
    ]);

    internal static readonly Table Clock = new("clock",
    [
        Must("title", Said, "Name of the time limit."),
        Must("starts", Some, "Events that start it; opened is the opening of the record."),
        Must("stops", Some, "Events that stop it."),
        May("pauses", Names, "States in which it stands still."),
        May("when", Condition, "What the record must say for it to apply at all: fact_is and fact_present, with all, any and not."),
        Must("parameter", Code, "Parameter with its length."),
        Must("breach", new OneOf("warn", "escalate", "opens"), "What running out does; never anything against the person."),
        May("law", Line, "Source of the time limit; mandatory."),
    ]);

    internal static readonly Table RecordAccount = new("account of cases",
    [
        Must("title", Said, "Name."),
        May("dimensions", Strings, "What it is counted by beside the principal applicant's origin, with $field for the case's code or hers."),
        May("persons", Line, "For groups: $field with how many persons the group says it has; those beyond its members are counted."),
    ]);

    private static readonly Key[] Lifecycle =
    [
        May("law", Line, "The law that authorises it; mandatory."),
        Must("initial", Code, "State of a new record."),
        May("opened_by", Names, "Roles that may open one."),
        May("opening_form", Code, "Form that opens it."),
        May("opening_effects", Effects, "What opening does."),
        Must("purpose", Code, "Purpose under which it is worked on."),
        Must("states", new Map(State, CodePattern), "States in order."),
        Must("transitions", new List(Transition), "Steps between states."),
        May("clocks", new Map(Clock, CodePattern), "Time limits."),
        May("statistics", Names, "Events it counts."),
        May("accounts", new Map(RecordAccount, CodePattern), "Accounts of its cases, or of the persons in its groups."),
    ];

    internal static readonly Table LifecycleTable = new("lifecycle", Lifecycle);

    internal static readonly Table ColumnTable = new("column",
    [
        Must("label", Said, "Label of the column."),
        May("codes", Code, "Code list of the column."),
    ]);

    internal static readonly Table Field = new("field",
    [
        Must("type", new OneOf([.. Enum.GetNames<FieldType>().Select(SnakeCase.Of)]), "Form of the value."),
        Must("label", Said, "Question or label."),
        May("hint", Said, "Advice under the label."),
        May("codes", Code, "Code list of code, codes and needs fields."),
        May("columns", new Map(ColumnTable, CodePattern), "Columns of rows fields."),
        Must("class", Class, "Sensitivity, S0 to S4."),
        May("purposes", Names, "Purposes it may be read for; at least one (DP-11)."),
        May("retention", Code, "How long it is kept (DP-11)."),
        May("firewalled", Yes, "Never readable by enforcement roles (DP-06)."),
        May("per_person", Yes, "In a case: asked for each participant and sealed under her key."),
    ]);

    private static readonly Key Fields = Must("fields", new Map(Field, CodePattern), "Fields in order.");

    internal static readonly Table Question = new("question",
    [
        Must("field", Code, "Field it asks."),
        May("required", Yes, "An answer is needed; \"unknown\" and \"prefer not to say\" are answers."),
        May("when", Condition, "Asked only when this holds."),
        May("necessity", Said, "Why an S3 or S4 field must be asked (DP-13)."),
    ], ShortForm: "field");

    internal static readonly Table Section = new("section",
    [
        Must("code", Code, "Code of the section; sections of included forms with the same code are joined."),
        Must("title", Said, "Title."),
        Must("questions", new List(Question, 1), "Questions in order."),
    ]);

    internal static readonly Table Item = new("item",
    [
        Must("title", Said, "Name."),
        May("external", Strings, "Codes of other systems, for example unhcr: SC-UC."),
        May("class", Class, "Sensitivity of the very fact, when it differs from its field."),
        May("group", Code, "Family of the code."),
    ]);

    internal static readonly Table CodeListTable = new("list",
    [
        Must("title", Said, "Name of the list."),
        Must("items", new Map(Item, CodePattern), "Codes in order."),
    ]);

    internal static readonly Table Parameter = new("parameter",
    [
        Must("value", Line, "The value."),
        Must("unit", new OneOf("days", "working_days", "months", "years", "hours", "weeks", "persons", "money", "boolean", "text"), "Unit; money is in the State's currency."),
        May("floor", new Number(), "Least value allowed."),
        May("ceiling", new Number(), "Greatest value allowed."),
        Must("tag", new OneOf("INST", "HB", "EU", "TYP"), "INST binding instrument, HB soft law, EU model, TYP practice."),
        May("law", Line, "Source of the rule; mandatory."),
    ]);

    internal static readonly Table Status = new("status",
    [
        Must("title", Said, "Name."),
        May("law", Line, "Instrument and article, or national law; mandatory."),
        Must("population_type", Population, "UNHCR population type."),
        May("document", Code, "Document it entitles to."),
        May("permit_parameter", Code, "Parameter with the permit's validity; the status itself does not expire."),
        May("replaces", Names, "Statuses that end when this one opens."),
        May("dimensions", Strings, "Further dimensions of its accounts, with $field for the case's or person's code, or $field>system."),
    ]);

    internal static readonly Table Document = new("document",
    [
        Must("title", Said, "Name printed on it."),
        May("law", Line, "Source; mandatory."),
        Must("level", new Whole(1, 3), "Security level."),
        Must("validity_parameter", Code, "Parameter with its validity."),
        Must("statuses", Names, "Statuses of which one entitles to it."),
        May("mrz_code", Line, "Document code in the machine-readable zone (Doc 9303)."),
        May("mrz_format", new OneOf("TD1", "TD2", "TD3"), "Format of the zone."),
        May("seal_profile", Code, "Profile of the visible digital seal, or icao-barcode."),
        Must("nationality", new OneOf("$nationality", "XXA", "XXB", "XXC", "XXX"), "Code in the zone's nationality field."),
        May("stock", Yes, "Made on a numbered blank: the document takes the blank's number."),
        Must("proposed_by", Some, "Roles that propose it."),
        Must("issued_by", Some, "Roles that confirm and issue it; always another person."),
    ]);

    internal static readonly Table DrawingField = new("drawing field",
    [
        Must("value", Code, "family_name, birth_date and the like, or a field of the document or its holder."),
        May("second", Code, "Value that stands under it, in the holder's own letters."),
        Must("label", Said, "Label."),
        May("required", Yes, "Without a value there is no document."),
    ]);

    private static readonly Shape Ceilings = new Map(Class, "^[A-Z]+$");

    internal static readonly Table Role = new("role",
    [
        Must("title", Said, "Name."),
        May("reads", Ceilings, "Purpose and highest class it may read."),
        May("writes", Ceilings, "Purpose and highest class it may write."),
        Must("scope", new OneOf("place", "assigned", "own", "all", "none"), "Which records."),
        May("records", new Words(Line), "Record types it may open; * for all."),
        May("also_reads", Names, "Fields it reads above its ceiling because its task is impossible without them."),
        May("never", Names, "Fields it never sees."),
        May("write_only", Names, "Fields it may write but not read back."),
        May("enforcement", Yes, "Behind the firewall (DP-06)."),
        May("actions", Names, "Actions beyond transitions."),
    ]);

    internal static readonly Table Safeguard = new("safeguard",
    [
        Must("title", Said, "Name."),
        May("law", Line, "Source; mandatory."),
        Must("trigger", Condition, "When it is on for a person."),
        May("blocks", Names, "Events that nobody can carry out while it is on."),
        May("requires", new Map(Condition, CodePattern), "Event and what must hold before it."),
        May("covers_dependants", Yes, "Also for participants of the same case."),
        May("priority", Yes, "Her cases stand at the head of worklists."),
        Must("explanation", Said, "What to tell the officer."),
        May("tasks", new Map(Code, CodePattern), "Task and role, put on the worklist when it switches on."),
        May("proposes", Names, "Documents proposed while it is on."),
    ]);

    internal static readonly Table StatisticTable = new("table",
    [
        Must("title", Said, "Name."),
        May("group", Code, "Heading it stands under, a code of table_groups."),
        May("kind", new OneOf("count", "account", "movements", "stock"), "Counted events (left out: this), stock and flow, some flows, or stock alone."),
        May("event", Names, "Counted events."),
        May("statuses", Names, "Statuses; one the pack does not have yet only with waits_for."),
        May("populations", new Words(Population), "Every status of these population types."),
        May("cases", Names, "Accounts of cases; the figures are cases."),
        May("where", Strings, "Only those with these codes, by dimension: several separated by |, REC-* for a family."),
        Must("keys", Strings, "Column and dimension, fixed word in quotes, $year, $quarter, $month, $state or $population; in output order."),
        May("measures", new Map(Strings), "For counts and stocks: column and filter; in output order."),
        May("lines", Strings, "For accounts and movements: column and opening, in CAUSES, in other, aged_in, aged_out, reclassified_in, reclassified_out, out CAUSES, out other or closing; in output order."),
        May("unit", new OneOf("persons", "cases"), "What is counted; left out: persons."),
        May("min_cell", Code, "Parameter with the least number that may be published; left out: stats.min_cell."),
        May("waits_for", Said, "The procedure it waits for while the pack has no source for it."),
        May("note", Said, "What a reader must know."),
    ]);

    internal static readonly Table Indicator = new("indicator",
    [
        Must("title", Said, "Name."),
        Must("computed", new OneOf("clock_kept", "ratio", "document_coverage", "treaty_actions", "follow_up", "waits"), "How it is computed; waits: not yet."),
        May("of", Line, "procedure/clock, table/column + column, status list, instruments, or evidence, overdue or answered, by kind."),
        May("against", Line, "Denominator, by kind."),
        Must("unit", new OneOf("percent", "days", "number"), "Unit."),
        May("target", new Number(), "Target."),
        May("waits_for", Said, "For waits: the procedure it waits for."),
        Must("commitments", Some, "Commitments it serves."),
        Must("method", Said, "How to read it."),
    ]);

    internal static readonly Table Commitment = new("commitment",
    [
        Must("theme", Code, "Heading it stands under."),
        Must("title", Said, "The commitment in our own words."),
        Must("means", Said, "What the system does for it."),
        May("users", Names, "User groups."),
        May("procedures", Names, "Sections of the procedures."),
        May("instruments", Names, "Treaties whose status answers it."),
    ]);

    internal static readonly Table Letter = new("letter",
    [
        Must("title", Said, "Name."),
        Must("subject", Said, "Subject line."),
        Must("body", Said, "Body with Liquid placeholders."),
        May("mandatory", Names, "Facts without which it cannot be made (section 2.0.3)."),
        May("deadline", Names, "Clocks started by the step that makes it; letter.deadline is the last day of the earliest that applies."),
    ]);

    private static readonly Shape Shares = new List(new Number(), 1);

    internal static readonly Table Belief = new("belief",
    [
        Must("match", Shares, "How levels of agreement spread among records of one person, from \"different\" upwards."),
        Must("kin", Shares, "Among other people of the same household."),
        Must("namesakes", Shares, "Among people who share a name."),
        Must("strangers", Shares, "Among people who share a date or a place only."),
    ]);

    internal const string LinkagePattern = "^(given|family|patronymic|name|birth|sex|origin|phone|place|text)$";

    internal const string RecordWeightPattern = "^((birth|sex|origin|place|phone)_(same|different)|birth_(swapped|typing|year|year_off|near|day_off|same_year)|place_close|household_same|given_different|prior|names_alone|probable_from|same_from)$";

    /// <summary>Top-level shapes by the word after <c>kind:</c>.</summary>
    internal static readonly IReadOnlyDictionary<string, Table> Kinds = new Dictionary<string, Table>
    {
        ["pack"] = File("pack",
            Must("code", Code, "Code of the pack."),
            Must("version", Line, "Version; a decision names the version it was taken under."),
            Must("title", Said, "Name of the pack."),
            Must("languages", Some, "ISO 639-1 codes that every text must have.")),
        ["parameters"] = File("parameters", Must("parameters", new Map(Parameter, CodePattern), "Parameters.")),
        ["codes"] = File("codes", Must("lists", new Map(CodeListTable, CodePattern), "Code lists.")),
        ["record"] = File("record",
            Must("code", Code, "Code of the record type."),
            Must("is", new OneOf("individual", "group", "document", "other"), "What the core knows of it."),
            Must("title", Said, "Name."),
            Must("number_prefix", new Text("^[A-Z]{1,4}$"), "Prefix of its printable numbers."),
            Fields,
            May("lifecycle", LifecycleTable, "States and steps of its records.")),
        ["form"] = File("form",
            Must("code", Code, "Code of the form."),
            Must("record", Code, "Record type whose fields it asks."),
            Must("title", Said, "Title."),
            Must("purpose", Code, "Purpose under which it reads and writes."),
            May("level", new OneOf("pre", "E", "B", "C"), "Registration level it makes up."),
            May("includes", Names, "Forms whose sections come first."),
            May("sections", new List(Section), "Sections in order: one question group a page.")),
        ["procedure"] = File("procedure",
        [
            Must("code", Code, "Code of the procedure and of its record type."),
            Must("title", Said, "Name."),
            Must("number_prefix", new Text("^[A-Z]{1,4}$"), "Prefix of its case numbers."),
            Fields,
            .. Lifecycle,
        ]),
        ["statuses"] = File("statuses", Must("statuses", new Map(Status, CodePattern), "Statuses.")),
        ["documents"] = File("documents", Must("documents", new Map(Document, CodePattern), "Document kinds.")),
        ["drawing"] = File("drawing",
            Must("document", Code, "Document kind it draws."),
            Must("form", new OneOf("sheet", "slip", "booklet", "card"), "A4, A5, two facing pages of a travel document, or both sides of a card."),
            Must("accent", Line, "Colour of heads and background, as \"#1F4E79\"."),
            May("photo", Yes, "The holder's photo stands on it."),
            Must("title", Said, "Title."),
            May("authority", Said, "Issuing authority, under the name of the State."),
            Must("fields", new List(DrawingField, 1), "Fields in their order."),
            May("notes", new List(Said), "Paragraphs."),
            May("symbol", new OneOf("datamatrix", "qr"), "Symbol that carries the seal; datamatrix unless said."),
            May("signature", Said, "Words under the line for signature and stamp; without them there is no line.")),
        ["access"] = File("access", Must("roles", new Map(Role, CodePattern), "Roles.")),
        ["safeguards"] = File("safeguards", Must("safeguards", new Map(Safeguard, "^SG-[0-9]+$"), "Safeguards SG-1 to SG-17.")),
        ["tables"] = File("tables", Must("tables", new Map(StatisticTable, CodePattern), "Tables.")),
        ["indicators"] = File("indicators", Must("indicators", new Map(Indicator, CodePattern), "Indicators.")),
        ["commitments"] = File("commitments", Must("commitments", new Map(Commitment, "^C[0-9]+$"), "Commitments.")),
        ["matching"] = File("matching",
            May("names_bar", new Number(), "Probability from which two names are called one."),
            May("names", new Map(new Number()), "Weights (nats) of what is seen when two whole names are set side by side."),
            May("records", new Map(new Number(), RecordWeightPattern), "Evidence (bits) of agreement and disagreement for the search, and the bars of its bands."),
            May("linkage", new Map(Belief, LinkagePattern), "What is believed of each attribute before a register or a file is linked with itself.")),
        ["letters"] = File("letters", Must("letters", new Map(Letter, CodePattern), "Letters.")),
    };

    private static Table File(string kind, params IReadOnlyList<Key> keys) =>
        new(kind + " file", [Must("kind", new OneOf(kind), "Kind of this file."), .. keys]);
}
