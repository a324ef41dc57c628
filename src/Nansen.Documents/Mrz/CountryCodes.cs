namespace Nansen.Documents;

/// <summary>
/// Codes of States, organisations and kinds of persons that may stand in a zone: ISO 3166-1 alpha-3 and the list of
/// Doc 9303-3, section 5 (8th edition, amendment 2 of 2024-03-20).
/// </summary>
public static class CountryCodes
{
    /// <summary>The specimen State.</summary>
    public const string Specimen = "UTO";

    /// <summary>Stateless person, 1954 Convention.</summary>
    public const string Stateless = "XXA";

    /// <summary>Refugee, 1951 Convention and 1967 Protocol.</summary>
    public const string Refugee = "XXB";

    /// <summary>Refugee other than <see cref="Refugee"/>.</summary>
    public const string OtherRefugee = "XXC";

    /// <summary>Person of unspecified nationality.</summary>
    public const string Unspecified = "XXX";

    private const string States =
        "ABWAFGAGOAIAALAALBANDAREARGARMASMATAATFATGAUSAUTAZEBDIBELBENBESBFABGDBGRBHRBHSBIHBLMBLRBLZBMUBOLBRABRBBRNBTNBVTBWACAF" +
        "CANCCKCHECHLCHNCIVCMRCODCOGCOKCOLCOMCPVCRICUBCUWCXRCYMCYPCZEDJIDMADNKDOMDZAECUEGYERIESHESPESTETHFINFJIFLKFRAFROFSMGAB" +
        "GBRGEOGGYGHAGIBGINGLPGMBGNBGNQGRCGRDGRLGTMGUFGUMGUYHKGHMDHNDHRVHTIHUNIDNIMNINDIOTIRLIRNIRQISLISRITAJAMJEYJORJPNKAZKEN" +
        "KGZKHMKIRKNAKORKWTLAOLBNLBRLBYLCALIELKALSOLTULUXLVAMACMAFMARMCOMDAMDGMDVMEXMHLMKDMLIMLTMMRMNEMNGMNPMOZMRTMSRMTQMUSMWI" +
        "MYSMYTNAMNCLNERNFKNGANICNIUNLDNORNPLNRUNZLOMNPAKPANPCNPERPHLPLWPNGPOLPRIPRKPRTPRYPSEPYFQATREUROURUSRWASAUSDNSENSGPSGS" +
        "SHNSJMSLBSLESLVSMRSOMSPMSRBSSDSTPSURSVKSVNSWESWZSXMSYCSYRTCATCDTGOTHATJKTKLTKMTLSTONTTOTUNTURTUVTWNTZAUGAUKRUMIURYUSA" +
        "UZBVATVCTVENVGBVIRVNMVUTWLFWSMYEMZAFZMBZWE";

    private const string Special = "GBDGBNGBOGBSGBPRKSEUEUNOUNAUNKXBAXIMXCCXCEXCOXECXPOXESXMPXOMXDCXXAXXBXXCXXXUTOIAO";

    private const string Withdrawn = "ANTNTZ";

    private static readonly bool[] Listed = Set(States + Special + Withdrawn), Gone = Set(Withdrawn);

    /// <summary>Whether the code is listed, withdrawn ones too; fillers behind it do not count. Germany is D.</summary>
    public static bool IsListed(ReadOnlySpan<char> code) => Has(Listed, code = code.TrimEnd('<')) || code is "D";

    /// <summary>Whether the code is withdrawn, though it may stand in old documents.</summary>
    public static bool IsWithdrawn(ReadOnlySpan<char> code) => Has(Gone, code.TrimEnd('<'));

    private static bool Has(bool[] set, ReadOnlySpan<char> code) => Place(code) is >= 0 and var place && set[place];

    private static bool[] Set(string codes)
    {
        var set = new bool[26 * 26 * 26];
        for (var i = 0; i < codes.Length; i += 3) set[Place(codes.AsSpan(i, 3))] = true;
        return set;
    }

    private static int Place(ReadOnlySpan<char> code)
    {
        if (code.Length != 3 || code.ContainsAnyExceptInRange('A', 'Z')) return -1;
        return ((code[0] - 'A') * 26 + code[1] - 'A') * 26 + code[2] - 'A';
    }
}
