namespace Nansen.Packs.Tests;

public sealed class ModelPackTests
{
    private static Pack Pack => ModelPack.Pack;

    [Fact]
    public void ModelPack_HasNoFinding() => Assert.Empty(ModelPack.Result.Findings);

    [Fact]
    public void Digest_IsThatOfTheFiles()
    {
        Assert.Equal(64, Pack.Digest.Length);
        Assert.Equal(Pack.Digest, PackLoader.Read(ModelPack.Files).Pack!.Digest);
        Assert.NotEqual(Pack.Digest, ModelPack.With("pack.yaml", "2026.1", "2026.2").Pack!.Digest);
    }

    [Fact]
    public void Forms_OfUpperLevels_AskEverythingOfTheLower()
    {
        var emergency = Pack.Forms["registration_emergency"].Questions.Select(q => q.Field).ToList();
        var basic = Pack.Forms["registration_basic"].Questions.Select(q => q.Field).ToList();
        var comprehensive = Pack.Forms["registration_comprehensive"].Questions.Select(q => q.Field).ToList();

        Assert.Empty(emergency.Except(basic));
        Assert.Empty(basic.Except(comprehensive));
        Assert.Equal(comprehensive.Count, comprehensive.Distinct().Count());
        Assert.Equal(["E", "B", "C"], [Pack.Forms["registration_emergency"].Level, Pack.Forms["registration_basic"].Level, Pack.Forms["registration_comprehensive"].Level]);
    }

    [Fact]
    public void Decision_IsProposedByOneOfficerAndConfirmedByAnother()
    {
        var decide = Pack.Procedures["asylum"].Transitions.Single(t => t.Event == "decide");

        Assert.True(decide.Decision);
        Assert.Equal(["case_officer"], decide.By);
        Assert.Equal(["decision_maker"], decide.ConfirmedBy);
    }

    [Fact]
    public void Conditions_NamingAFamilyOfCodes_HoldEachOfThem()
    {
        var letter = Pack.Procedures["asylum"].Transitions.Single(t => t.Event == "notify").Effects.Single(e => e.Code == "decision_rejected");

        var rejected = Pack.Codes["rsd_outcome"].Items.Where(i => i.Group == "REJ").Select(i => i.Code);
        Assert.Equal(rejected, Assert.IsType<Condition.Predicate>(letter.When).Words);
    }

    [Fact]
    public void Outcomes_EachBelongToExactlyOneLetterAndOneStatisticsColumn()
    {
        var notify = Pack.Procedures["asylum"].Transitions.Single(t => t.Event == "notify");
        var columns = Pack.Tables["asylum-decisions"].Measures.Where(m => m.Value.Count > 0).Select(m => m.Value["outcome"]).ToList();
        foreach (var outcome in Pack.Codes["rsd_outcome"].Items)
        {
            Assert.Single(notify.Effects, e => e.Kind == EffectKind.Letter && ((Condition.Predicate)e.When!).Words.Contains(outcome.Code));
            Assert.Single(columns, outcome.External["unhcr"]);
        }
    }

    [Fact]
    public void Applicant_KeepsHerStatusUntilTheTimeToAppealIsOver()
    {
        var asylum = Pack.Procedures["asylum"];
        var notify = asylum.Transitions.Single(t => t.Event == "notify");
        var rejected = Pack.Codes["rsd_outcome"].Items.Where(i => i.Group is "REJ" or "INAD").Select(i => i.Code).ToList();

        Assert.DoesNotContain(notify.Effects, e => e.Kind == EffectKind.EndStatus && ((Condition.Predicate)e.When!).Words.Intersect(rejected).Any());
        var final = asylum.Transitions.Single(t => t.Event == "become_final");
        Assert.Contains(final.Effects, e => e is { Kind: EffectKind.EndStatus, Code: "asylum_seeker", Reason: "rejected" });
        Assert.IsType<Condition.Any>(final.When);
    }

    [Fact]
    public void Tables_HaveTheColumnsOfThePublishedFigures()
    {
        static string Columns(StatisticTable t) => string.Join(',', t.Keys.Select(k => k.Key).Concat(t.Measures.Select(m => m.Key)));

        Assert.Equal("year,coo,coa,procedure_type,app_type,dec_level,app_pc,applied", Columns(Pack.Tables["asylum-applications"]));
        Assert.Equal("year,coo,coa,procedure_type,dec_level,dec_pc,dec_recognized,dec_other,dec_rejected,dec_closed,dec_total", Columns(Pack.Tables["asylum-decisions"]));
    }

    [Theory]
    [InlineData("DEU", "GFR")]
    [InlineData("AUT", "AUS")]
    [InlineData("XXA", "STA")]
    [InlineData("XXX", "UKN")]
    [InlineData("GEO", "GEO")]
    public void Countries_CarryTheCodeOfPublishedFigures(string iso, string unhcr) =>
        Assert.Equal(unhcr, Pack.Codes["countries"].Find(iso)!.External["unhcr"]);

    [Fact]
    public void Safeguards_AreSeventeenInOrder() =>
        Assert.Equal(Enumerable.Range(1, 17).Select(n => $"SG-{n}"), Pack.Safeguards.Select(s => s.Code));

    [Fact]
    public void Commitments_AreSeventyThreeInOrder() =>
        Assert.Equal(Enumerable.Range(1, 73).Select(n => $"C{n}"), Pack.Commitments.Select(c => c.Code));

    [Fact]
    public void RemovalLock_NamesEventsThatExist()
    {
        var events = Pack.Procedures.Values.SelectMany(p => p.Transitions).Select(t => t.Event).ToHashSet();
        Assert.All(Pack.Safeguards[0].Blocks, e => Assert.Contains(e, events));
    }

    [Fact]
    public void FirewalledFields_AreNotOpenToEnforcement()
    {
        // Section 4.2, DP-06: health, school, birth registration, needs, grounds.
        string[] firewalled = ["specific_needs", "urgent_medical_need", "school_attendance", "birth_registered", "reason_for_flight_short", "fear_of_return"];
        Assert.All(firewalled, f => Assert.True(Pack.FieldOf("individual", f)!.Firewalled, f));
        Assert.Equal(["border_guard", "return_officer"], Pack.Roles.Values.Where(r => r.Enforcement).Select(r => r.Code));
    }

    [Fact]
    public void SpecificNeeds_OfSurvivors_AreSealed()
    {
        var needs = Pack.Codes["specific_needs"].Items;
        Assert.All(needs.Where(n => n.Group is "TR" or "SV"), n => Assert.Equal(SensitivityClass.S4, n.Class));
        Assert.Equal("SC-UC", Pack.Codes["specific_needs"].Find("unaccompanied_child")!.External["unhcr"]);
    }

    [Fact]
    public void Texts_FallBackToEnglishThenToAny()
    {
        var text = new LocalText(new Dictionary<string, string> { ["en"] = "Sex", ["ru"] = "Пол" });
        Assert.Equal("Пол", text.In("ru"));
        Assert.Equal("Sex", text.In("fr"));
        Assert.Equal("Пол", new LocalText(new Dictionary<string, string> { ["ru"] = "Пол" }).In("fr"));
    }
}
