using CsCheck;
using Nansen.Journal;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Register;

namespace Nansen.Cooperation.Tests;

/// <summary>DP-29: commitments, treaties and indicators carry no person data; the schema forbids person identifiers and free text is scanned.</summary>
public sealed class NoPersonTests
{
    private static readonly Pack Pack = RegisterNode.LoadPack(new NodeSettings("UTO", "UT", true));
    private static readonly FieldType[] Impersonal = [FieldType.Text, FieldType.LongText, FieldType.Date, FieldType.Languages, FieldType.Code, FieldType.Codes, FieldType.Number, FieldType.Boolean];

    [Fact]
    public void DP29_RecordTypesOfTheFollowUp_HaveNoFieldForAPerson()
    {
        var personal = PersonFields(Pack).ToHashSet();
        foreach (var field in Fields())
        {
            Assert.Equal(SensitivityClass.S0, field.Class);
            Assert.False(field.PerPerson);
            Assert.Contains(field.Type, Impersonal);
            Assert.DoesNotContain(field.Code, personal);
        }
    }

    [Fact]
    public void DP29_TheRuleItself_CatchesAPersonIdentifier() =>
        Assert.Superset(new HashSet<string> { "names", "date_of_birth", "photo", "phone", "document_number" }, PersonFields(Pack).ToHashSet());

    [Fact]
    public void DP29_LongTexts_AskNotToNameAnybody() =>
        Assert.All(Fields().Where(f => f.Type == FieldType.LongText), f => Assert.Contains("Name no person", f.Hint!.In("en"), StringComparison.Ordinal));

    [Fact]
    public void DP29_ThePublicReader_OpensNothingButTheFollowUp()
    {
        var role = Pack.Roles[PublicReader.Role];

        Assert.Equal([FollowUpTypes.Action, FollowUpTypes.Submission], role.Records);
        Assert.Equal([KeyValuePair.Create("FOL", SensitivityClass.S0)], role.Reads);
        Assert.Empty(role.Writes);
        Assert.Empty(role.Actions);
        Assert.All(Pack.Records.Values.Where(r => r.Code is not (FollowUpTypes.Action or FollowUpTypes.Submission)), r => Assert.DoesNotContain(r.Fields.Values, f => f.Purposes.Contains("FOL")));
    }

    [Fact]
    public void DP29_EveryRecordNumber_IsFoundInFreeText() => Gen.Select(Gen.OneOfConst("P", "A", "G", "D", "BX"), Gen.Int[0, 3], Gen.Guid).Sample((prefix, spelling, id) =>
    {
        var number = RecordNumber.New(prefix, new Fixed(id));
        var typed = spelling switch
        {
            1 => number.ToLowerInvariant(),
            2 => $"{prefix}-{number[(prefix.Length + 1)..].Replace('-', ' ')}",
            3 => number.Replace('-', '\u2011'),
            _ => number,
        };
        Assert.Equal(typed, PersonTraces.Find($"The woman ({typed}) waited."));
    });

    [Theory]
    [InlineData("\u0420-{0}")] // a Cyrillic letter for the Latin P
    [InlineData("P\u2013{0}")]
    public void DP29_ANumberInDisguise_IsFound(string shape)
    {
        var number = RecordNumber.New("P", new Fixed(Guid.Parse("0f3a2c11-9b1d-4f6e-8a55-0123456789ab")));
        Assert.NotNull(PersonTraces.Find("see " + string.Format(System.Globalization.CultureInfo.InvariantCulture, shape, number[2..]) + "!"));
    }

    [Theory]
    [InlineData("write to amina@example.org today", "amina@example.org")]
    [InlineData("call +995 555 12 34 56.", "+995 555 12 34 56")]
    [InlineData("P<UTOTESTOVA<<AMINA<<<<<", "UTOTESTOVA<<AMINA<<<<<")]
    public void DP29_OtherTracesOfPersons_AreFound(string text, string trace) => Assert.EndsWith(trace, PersonTraces.Find(text)!, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("Nine of ten decisions within 6 months; UTO 1,200,000 from the budget of 2026-2027.")]
    [InlineData("Convention CETS-197, articles 36-38, follow-up C1-C73; see P-70001-00001.")]
    [InlineData("Представление рассмотрено 12.03.2026, ответ дан.")]
    public void DP29_OrdinaryText_PassesUnhindered(string text) => Assert.Null(PersonTraces.Find(text));

    private static IEnumerable<Field> Fields() => new[] { FollowUpTypes.Action, FollowUpTypes.Submission }.SelectMany(t => Pack.Records[t].Fields.Values);

    // What the pack asks of persons and their documents.
    private static IEnumerable<string> PersonFields(Pack pack) =>
        pack.Records.Values.Where(r => r.Kind is RecordKind.Individual or RecordKind.Document or RecordKind.Group).SelectMany(r => r.Fields.Keys);

    private sealed class Fixed(Guid id) : IIdSource
    {
        public Guid NewId() => id;
    }
}
