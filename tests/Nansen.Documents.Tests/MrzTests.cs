using CsCheck;

namespace Nansen.Documents.Tests;

public sealed class MrzTests
{
    public static TheoryData<string> Zones => Vectors.Ids("mrz.json");

    public static TheoryData<string> Names => Vectors.Ids("mrz-names.json");

    [Theory]
    [MemberData(nameof(Zones))]
    public void Read_Vector_GivesItsVerdictAndFields(string id)
    {
        var vector = Vectors.One("mrz.json", id);
        var expect = vector.GetProperty("expect");
        var reading = Mrz.Read(string.Join('|', vector.GetProperty("lines").EnumerateArray().Select(l => l.GetString())));
        Assert.Equal(vector.Text("format"), reading.Format.ToString());
        Assert.Equal(expect.GetProperty("wellFormed").GetBoolean(), reading.WellFormed);
        Assert.Equal(expect.GetProperty("checkDigitsValid").GetBoolean(), reading.CheckDigitsValid);
        Assert.Equal(expect.GetProperty("failing").EnumerateArray().Select(f => f.GetString()), reading.Failing.Names());
        var document = reading.Document()!;
        foreach (var field in expect.GetProperty("fields").EnumerateObject()) Assert.Equal(field.Value.GetString(), MrzJson.Field(document, field.Name));
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public void Make_FieldsOfAValidVector_GivesItsLines(string id)
    {
        var vector = Vectors.One("mrz.json", id);
        var lines = vector.GetProperty("lines").EnumerateArray().Select(l => l.GetString()!).ToArray();
        var reading = Mrz.Read(string.Join('|', lines));
        if (!reading.CheckDigitsValid) return;
        Assert.Equal(lines, Mrz.Make(reading.Document()!));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Name_Vector_IsAcceptable(string id)
    {
        var vector = Vectors.One("mrz-names.json", id);
        var name = MrzName.Make(Enum.Parse<MrzFormat>(vector.Text("format")), vector.Text("primary"), vector.Text("secondary"));
        Assert.Contains(name.Field, vector.GetProperty("acceptable").EnumerateArray().Select(a => a.GetString()));
        Assert.False(name.Truncated);
    }

    // The printed examples of Doc 9303 parts 4 to 7, section 4.2.3.
    [Theory]
    [InlineData(MrzFormat.TD3, "NILAVADHANANANDA", "CHAYAPA DEJTHAMRONG KRASUANG", "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K")]
    [InlineData(MrzFormat.TD3, "NILAVADHANANANDA", "ARNPOL PETCH CHARONGUANG", "NILAVADHANANANDA<<ARNPOL<PETCH<CHARONGU")]
    [InlineData(MrzFormat.TD3, "BENNELONG WOOLOOMOOLOO WARRANDYTE WARNAMBOOL", "DINGO POTOROO", "BENNELONG<WOOLOOMOOLOO<WARRANDYTE<W<<DI")]
    [InlineData(MrzFormat.TD2, "NILAVADHANANANDA", "CHAYAPA DEJTHAMRONG KRASUANG", "NILAVADHANANANDA<<CHAYAPA<DEJ<K")]
    [InlineData(MrzFormat.TD2, "BENNELONG WOOLOOMOOLOO WARRANDYTE WARNAMBOOL", "DINGO POTOROO", "BENNELONG<WOOLOOMOOLOO<W<W<<D<P")]
    [InlineData(MrzFormat.TD1, "NILAVADHANANANDA", "CHAYAPA DEJTHAMRONG KRASUANG", "NILAVADHANANANDA<<CHAYAPA<DE<K")]
    [InlineData(MrzFormat.TD1, "BENNELONG WOOLOOMOOLOO WARRANDYTE WARNAMBOOL", "DINGO POTOROO", "BENNELONG<WOOLOOMOOLOO<W<W<<DI")]
    public void Name_TooLong_IsTruncatedAsPrinted(MrzFormat format, string primary, string secondary, string expected)
    {
        var name = MrzName.Make(format, primary, secondary);
        Assert.Equal(expected, name.Field);
        Assert.True(name.Truncated);
    }

    [Theory]
    [InlineData("PAPANDROPOULOUS", "JONATHON WARREN TREVOR", "PAPANDROPOULOUS<<JONATHON<WARREN<TREVOR")]
    public void Name_ThatJustFits_IsNotTruncatedButLooksSo(string primary, string secondary, string expected)
    {
        var name = MrzName.Make(MrzFormat.TD3, primary, secondary);
        Assert.Equal((expected, false), (name.Field, name.Truncated));
        var zone = Mrz.Make(Sample(MrzFormat.TD3) with { Primary = primary, Secondary = secondary });
        Assert.True(Mrz.Read(zone[0], zone[1]).Findings.HasFlag(MrzFinding.NameMayBeTruncated));
    }

    [Fact]
    public void CheckDigit_Vectors_AreRight()
    {
        foreach (var vector in Vectors.Load("check-digits.json").EnumerateArray())
            Assert.Equal(vector.Text("digit"), CheckDigit.Of(vector.Text("data")).ToString());
    }

    [Fact]
    public void MakeThenRead_AnyDocument_GivesTheSame() =>
        (from format in Gen.Enum<MrzFormat>()
         from number in Gen.String[Gen.Char["ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"], 1, 22]
         from primary in Words
         from secondary in Words
         from birth in Gen.Date
         from expiry in Gen.Date
         from sex in Gen.OneOfConst("F", "M", "<")
         select Sample(format) with
         {
             DocumentNumber = format is MrzFormat.TD1 or MrzFormat.TD2 ? number[..Math.Min(number.Length, format == MrzFormat.TD1 ? 22 : 15)] : number[..Math.Min(number.Length, 9)],
             DateOfBirth = birth.ToString("yyMMdd"),
             DateOfExpiry = expiry.ToString("yyMMdd"),
             Sex = sex,
             Primary = primary,
             Secondary = secondary,
         }).Sample(document =>
         {
             var lines = Mrz.Make(document);
             var reading = Mrz.Read(lines[0], lines[1], lines.Count == 3 ? lines[2] : "");
             Assert.True(reading.CheckDigitsValid);
             var read = reading.Document()!;
             if (!reading.Findings.HasFlag(MrzFinding.NameMayBeTruncated)) Assert.Equal((document.Primary, document.Secondary), (read.Primary, read.Secondary));
             Assert.Equal(document, read with { Primary = document.Primary, Secondary = document.Secondary });
         }, iter: 20_000);

    [Fact]
    public void Read_BelgianLongNumber_IsTakenAsAFinding()
    {
        var principal = "591194226";
        var digit = CheckDigit.Of(principal + "<" + "33")!.Value;
        var lines = Mrz.Make(Sample(MrzFormat.TD1) with { DocumentNumber = principal + "33" }).ToArray();
        Assert.NotEqual(digit, lines[0][17]);
        lines[0] = $"I<BEL{principal}<33{digit}".PadRight(30, '<');
        var reading = Mrz.Read(lines[0], lines[1], lines[2]);
        Assert.False(reading.Failing.HasFlag(MrzDigits.DocumentNumber));
        Assert.True(reading.Findings.HasFlag(MrzFinding.LongNumberDigitCountsFiller));
    }

    [Theory]
    [InlineData("")]
    [InlineData("P<UTO")]
    [InlineData("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<|L898902C36UTO7408122F1204159ZE184226B<<<<<1")]
    [InlineData("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<|L898902C36UTO7408122F1204159ZE184226B<<<<<10|")]
    [InlineData("p<utoeriksson<<anna<maria<<<<<<<<<<<<<<<<<<<|l898902c36uto7408122f1204159ze184226b<<<<<10")]
    public void Read_WrongSizeOrCharacters_NeverSaysValid(string zone)
    {
        var reading = Mrz.Read(zone);
        if (zone.EndsWith('|')) Assert.True(reading.CheckDigitsValid);
        else Assert.False(reading.CheckDigitsValid || reading.WellFormed);
    }

    [Fact]
    public void Read_AnyText_NeverThrows() =>
        Gen.String[Gen.Char["AZ09<|\n \u0410é"], 0, 200].Sample(text => Mrz.Read(text).Document() is null or { Format: >= MrzFormat.TD1 }, iter: 20_000);

    [Fact]
    public void SingleSubstitution_OfASpecimen_IsCaughtOrABlindSpot()
    {
        const string lower = "L898902C36UTO7408122F1204159ZE184226B<<<<<10", upper = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<";
        for (var i = 0; i < lower.Length; i++)
            foreach (var c in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<")
            {
                if (c == lower[i]) continue;
                var changed = lower[..i] + c + lower[(i + 1)..];
                if (!Mrz.Read(upper, changed).CheckDigitsValid) continue;
                // Nationality and sex stand under no digit; elsewhere only look-alikes pass.
                Assert.True(i is >= 10 and <= 12 or 20 || CheckDigit.LookAlikes(lower[i]).Contains(c), $"{i}: {lower[i]} → {c}");
            }
    }

    [Theory]
    [InlineData("PR", "XXB", MrzFinding.None)]
    [InlineData("PR", "XXC", MrzFinding.None)]
    [InlineData("PR", "SYR", MrzFinding.RefugeeDocumentWithState)]
    [InlineData("PS", "XXA", MrzFinding.None)]
    [InlineData("PS", "SYR", MrzFinding.StatelessDocumentWithState)]
    [InlineData("TD", "XXB", MrzFinding.UnusualCode)]
    [InlineData("P", "SUN", MrzFinding.UnknownNationality)]
    [InlineData("P", "ANT", MrzFinding.WithdrawnCode)]
    [InlineData("P", "D", MrzFinding.None)]
    public void Read_CodesOfRefugeesAndStatelessPersons_AreKnown(string code, string nationality, MrzFinding expected)
    {
        var lines = Mrz.Make(Sample(MrzFormat.TD3) with { DocumentCode = code, Nationality = nationality });
        Assert.Equal(expected | MrzFinding.Specimen, Mrz.Read(lines[0], lines[1]).Findings);
    }

    [Theory]
    [InlineData("251231", "2025-12-31")]
    [InlineData("270101", "1927-01-01")]
    [InlineData("74<<<<", "1974")]
    [InlineData("7408<<", "1974-08")]
    public void CenturyPolicy_Birth_IsNeverAfterToday(string field, string expected) =>
        Assert.Equal(expected, new CenturyPolicy(new DateOnly(2026, 6, 1)).Birth(field)?.ToString());

    [Fact]
    public void Make_ImpossibleFields_AreRefusedWithTheirName()
    {
        Assert.Contains("dateOfBirth", Assert.Throws<DocumentException>(() => Mrz.Make(Sample(MrzFormat.TD3) with { DateOfBirth = "741332" })).Message);
        Assert.Contains("documentNumber", Assert.Throws<DocumentException>(() => Mrz.Make(Sample(MrzFormat.TD3) with { DocumentNumber = "1234567890" })).Message);
        Assert.Contains("optional1", Assert.Throws<DocumentException>(() => Mrz.Make(Sample(MrzFormat.TD3) with { Optional1 = "é" })).Message);
        Assert.Contains("sex", Assert.Throws<DocumentException>(() => Mrz.Make(Sample(MrzFormat.TD3) with { Sex = "Q" })).Message);
    }

    private static Gen<string> Words => Gen.String[Gen.Char["ABCDEFGHIJ"], 1, 9].Array[1, 4].Select(w => string.Join(' ', w));

    internal static MrzDocument Sample(MrzFormat format) => new()
    {
        Format = format,
        DocumentCode = format switch { MrzFormat.TD3 => "P", MrzFormat.MRVA or MrzFormat.MRVB => "V", _ => "I" },
        Issuer = "UTO",
        Nationality = "UTO",
        DocumentNumber = "L898902C3",
        DateOfBirth = "740812",
        Sex = "F",
        DateOfExpiry = "290415",
        Primary = "ERIKSSON",
        Secondary = "ANNA MARIA",
    };
}
