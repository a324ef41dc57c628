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

    // ISO 3166-1: three letters and the two of certificates. Germany has D in zones.
    private const string States =
        "ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG AUSAU AUTAT AZEAZ BDIBI BELBE BENBJ " +
        "BESBQ BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLMBL BLRBY BLZBZ BMUBM BOLBO BRABR BRBBB BRNBN BTNBT BVTBV BWABW CAFCF CANCA " +
        "CCKCC CHECH CHLCL CHNCN CIVCI CMRCM CODCD COGCG COKCK COLCO COMKM CPVCV CRICR CUBCU CUWCW CXRCX CYMKY CYPCY CZECZ DJIDJ " +
        "DMADM DNKDK DOMDO DZADZ ECUEC EGYEG ERIER ESHEH ESPES ESTEE ETHET FINFI FJIFJ FLKFK FRAFR FROFO FSMFM GABGA GBRGB GEOGE " +
        "GGYGG GHAGH GIBGI GINGN GLPGP GMBGM GNBGW GNQGQ GRCGR GRDGD GRLGL GTMGT GUFGF GUMGU GUYGY HKGHK HMDHM HNDHN HRVHR HTIHT " +
        "HUNHU IDNID IMNIM INDIN IOTIO IRLIE IRNIR IRQIQ ISLIS ISRIL ITAIT JAMJM JEYJE JORJO JPNJP KAZKZ KENKE KGZKG KHMKH KIRKI " +
        "KNAKN KORKR KWTKW LAOLA LBNLB LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT LUXLU LVALV MACMO MAFMF MARMA MCOMC MDAMD MDGMG " +
        "MDVMV MEXMX MHLMH MKDMK MLIML MLTMT MMRMM MNEME MNGMN MNPMP MOZMZ MRTMR MSRMS MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA NCLNC " +
        "NERNE NFKNF NGANG NICNI NIUNU NLDNL NORNO NPLNP NRUNR NZLNZ OMNOM PAKPK PANPA PCNPN PERPE PHLPH PLWPW PNGPG POLPL PRIPR " +
        "PRKKP PRTPT PRYPY PSEPS PYFPF QATQA REURE ROURO RUSRU RWARW SAUSA SDNSD SENSN SGPSG SGSGS SHNSH SJMSJ SLBSB SLESL SLVSV " +
        "SMRSM SOMSO SPMPM SRBRS SSDSS STPST SURSR SVKSK SVNSI SWESE SWZSZ SXMSX SYCSC SYRSY TCATC TCDTD TGOTG THATH TJKTJ TKLTK " +
        "TKMTM TLSTL TONTO TTOTT TUNTN TURTR TUVTV TWNTW TZATZ UGAUG UKRUA UMIUM URYUY USAUS UZBUZ VATVA VCTVC VENVE VGBVG VIRVI " +
        "VNMVN VUTVU WLFWF WSMWS YEMYE ZAFZA ZMBZM ZWEZW";

    private const string Special = "GBDGBNGBOGBSGBPRKSEUEUNOUNAUNKXBAXIMXCCXCEXCOXECXPOXESXMPXOMXDCXXAXXBXXCXXXUTOIAO";

    private const string Withdrawn = "ANTNTZ";

    private static readonly Dictionary<string, string> Pairs =
        States.Split(' ').Append("D  DE").Append("UTOUT").ToDictionary(p => p[..3].TrimEnd(), p => p[3..], StringComparer.Ordinal);

    private static readonly string ThreeLetters = string.Concat(States.Split(' ').Select(p => p[..3]));

    private static readonly bool[] Listed = Set(ThreeLetters + Special + Withdrawn), Gone = Set(Withdrawn);

    /// <summary>Whether the code is listed, withdrawn ones too; fillers behind it do not count. Germany is D.</summary>
    public static bool IsListed(ReadOnlySpan<char> code) => Has(Listed, code = code.TrimEnd('<')) || code is "D";

    /// <summary>Whether the code is withdrawn, though it may stand in old documents.</summary>
    public static bool IsWithdrawn(ReadOnlySpan<char> code) => Has(Gone, code.TrimEnd('<'));

    /// <summary>The two letters that the State's certificates have, or null for organisations and kinds of persons.</summary>
    public static string? TwoLetters(string code) => Pairs.GetValueOrDefault(code.TrimEnd('<'));

    private static bool Has(bool[] set, ReadOnlySpan<char> code) => Place(code) is >= 0 and var place && set[place];

    private static bool[] Set(string codes)
    {
        var set = new bool[26 * 26 * 26];
        for (var i = 0; i < codes.Length; i += 3) set[Place(codes.AsSpan(i, 3))] = true;
        return set;
    }

    private static int Place(ReadOnlySpan<char> code)
    {
        if (code.Length != 3 || code[0] is < 'A' or > 'Z' || code[1] is < 'A' or > 'Z' || code[2] is < 'A' or > 'Z') return -1;
        return ((code[0] - 'A') * 26 + code[1] - 'A') * 26 + code[2] - 'A';
    }
}
