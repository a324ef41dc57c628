using Nansen.Values;

namespace Nansen.Statistics;

/// <summary>A country of the published data.</summary>
/// <param name="Code">UNHCR's code, which the UNHCR tables use for origin and asylum.</param>
/// <param name="Iso3">ISO 3166 code; empty when there is none.</param>
/// <param name="IsoNumber">ISO numeric code; empty when there is none.</param>
/// <param name="Name">Name.</param>
/// <param name="Region">Region of the United Nations.</param>
/// <param name="Subregion">Subregion of the United Nations.</param>
/// <param name="InConference1996">One of the twelve CIS States of the 1996 conference.</param>
public sealed record PublishedCountry(string Code, string Iso3, string IsoNumber, string Name, string Region, string Subregion, bool InConference1996);

/// <summary>What a State has done about a treaty, as of 14 March 2015.</summary>
/// <param name="Instrument">Code of the treaty.</param>
/// <param name="Name">Name of the treaty.</param>
/// <param name="Participant">Name of the State as the depositary writes it.</param>
/// <param name="Iso3">ISO code of the State.</param>
/// <param name="Signed">Day of signature; empty when not signed.</param>
/// <param name="BoundSince">Day from which it is bound; empty when it is not.</param>
/// <param name="BoundBy">Accession, ratification, succession…</param>
public sealed record TreatyStatus(string Instrument, string Name, string Participant, string Iso3, string Signed, string BoundSince, string BoundBy);

/// <summary>A release of the publisher.</summary>
/// <param name="Name">Its number, for example 2025.12.1.</param>
/// <param name="Date">The day it came out.</param>
public sealed record PublishedRelease(string Name, string Date);

/// <summary>
/// The published figures that ship with Nansen (data/observatory, sources and licences in its README), all in memory.
/// Country codes are UNHCR's own; <see cref="Countries"/> translates.
/// </summary>
public sealed partial class PublishedFigures
{
    private static readonly Lazy<PublishedFigures> Own = new(() => Load(Home.PathOf("data", "observatory")));
    private readonly Dictionary<string, PublishedTable> tables;

    private PublishedFigures(
        Dictionary<string, PublishedTable> tables, List<PublishedCountry> countries, List<TreatyStatus> treaties, List<PublishedRelease> releases)
    {
        this.tables = tables;
        (Countries, Treaties, Releases) = (countries, treaties, releases);
        ByCode = countries.ToDictionary(c => c.Code, StringComparer.Ordinal);
    }

    /// <summary>The figures shipped with the product, loaded once.</summary>
    public static PublishedFigures Shipped => Own.Value;

    /// <summary>The countries, by name.</summary>
    public IReadOnlyList<PublishedCountry> Countries { get; }

    /// <summary>The countries by UNHCR code.</summary>
    public IReadOnlyDictionary<string, PublishedCountry> ByCode { get; }

    /// <summary>Treaty actions up to 14 March 2015.</summary>
    public IReadOnlyList<TreatyStatus> Treaties { get; }

    /// <summary>UNHCR's releases whose values <see cref="Vintages"/> holds, oldest first.</summary>
    public IReadOnlyList<PublishedRelease> Releases { get; }

    /// <summary>End-year stocks: year, coo, coa and nine population types.</summary>
    public PublishedTable Population => tables["unhcr_population"];

    /// <summary>Asylum applications by procedure, type and level; persons (P) or cases (C).</summary>
    public PublishedTable Applications => tables["unhcr_asylum_applications"];

    /// <summary>Asylum decisions by procedure and level; persons (P) or cases (C).</summary>
    public PublishedTable Decisions => tables["unhcr_asylum_decisions"];

    /// <summary>Returns, resettlement and naturalisation.</summary>
    public PublishedTable Solutions => tables["unhcr_solutions"];

    /// <summary>New in the year.</summary>
    public PublishedTable Flows => tables["unhcr_flows"];

    /// <summary>Sex and age of populations.</summary>
    public PublishedTable Demographics => tables["unhcr_demographics"];

    /// <summary>The same by location, for the twelve CIS States.</summary>
    public PublishedTable DemographicsByLocation => tables["unhcr_demographics_cis"];

    /// <summary>Every value as published in nine releases.</summary>
    public PublishedTable ValuesByRelease => tables["unhcr_population_cis_vintages"];

    /// <summary>Eurostat: citizens of the CIS States, 2012–2016.</summary>
    public PublishedTable Eurostat => tables["eurostat_cis_citizens_2012_2016"];

    /// <summary>UN DESA: migrants by State of residence.</summary>
    public PublishedTable MigrantStock => tables["undesa_migrant_stock_2019"];

    /// <summary>World Bank: migrants by origin and destination, 2017.</summary>
    public PublishedTable MigrantsByCorridor => tables["wb_migrant_stock_bilateral_2017"];

    /// <summary>World Bank: remittances by corridor, 2017; a model's estimate.</summary>
    public PublishedTable Remittances => tables["wb_remittances_bilateral_2017"];

    /// <summary>World Bank: GDP a head, 2017.</summary>
    public PublishedTable GdpPerHead => tables["wb_gdp_per_capita_2017"];

    /// <summary>IDMC: internally displaced persons.</summary>
    public PublishedTable InternallyDisplaced => tables["idmc"];

    /// <summary>UNRWA: Palestine refugees under its mandate.</summary>
    public PublishedTable Unrwa => tables["unrwa"];

    /// <summary>Every table by the name of its file.</summary>
    public IReadOnlyDictionary<string, PublishedTable> Tables => tables;

    /// <summary>Loads the data of a folder, both cores at work.</summary>
    /// <exception cref="IOException">A file is missing.</exception>
    /// <exception cref="FormatException">A file is not what it should be.</exception>
    public static PublishedFigures Load(string folder)
    {
        string[] bands = ["0_4", "5_11", "12_17", "18_59", "60", "other", "total"];
        string[] demographics = [.. bands.Select(b => "f_" + b), .. bands.Select(b => "m_" + b), "total"];
        // Largest first, so that the two cores end together.
        (string File, string[] Measures)[] files =
        [
            ("unhcr_demographics.csv.gz", demographics),
            ("unhcr_population.csv.gz", ["refugees", "asylum_seekers", "returned_refugees", "idps", "returned_idps", "stateless", "ooc", "oip", "hst"]),
            ("unhcr_asylum_decisions.csv.gz", ["dec_recognized", "dec_other", "dec_rejected", "dec_closed", "dec_total"]),
            ("unhcr_asylum_applications.csv.gz", ["applied"]),
            ("unhcr_flows.csv.gz", ["refugees", "asylum_seekers", "refugee_like", "oip"]),
            ("unhcr_demographics_cis.csv.gz", demographics),
            ("unhcr_population_cis_vintages.csv.gz", ["value"]),
            ("unhcr_solutions.csv.gz", ["returned_refugees", "resettlement", "naturalisation", "returned_idps"]),
            ("wb_migrant_stock_bilateral_2017.csv.gz", ["migrants"]),
            ("wb_remittances_bilateral_2017.csv.gz", ["usd_million"]),
            ("eurostat_cis_citizens_2012_2016.csv.gz", ["value"]),
            ("undesa_migrant_stock_2019.csv.gz", ["migrants"]),
            ("idmc.csv", ["total"]),
            ("unrwa.csv", ["total"]),
            ("wb_gdp_per_capita_2017.csv", ["usd"]),
        ];
        var read = new PublishedTable[files.Length];
        var next = -1;
        Parallel.For(0, Environment.ProcessorCount, _ =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < files.Length;)
                read[i] = PublishedTable.Read(Path.Combine(folder, files[i].File), files[i].Measures);
        });
        return new PublishedFigures(
            read.ToDictionary(t => t.Name, StringComparer.Ordinal),
            [.. Lines(folder, "countries.csv").Select(f => new PublishedCountry(f[0], f[1], f[2], f[3], f[5], f[6], f[8] == "1")).OrderBy(c => c.Name, StringComparer.Ordinal)],
            [.. Lines(folder, "treaties_2015-03.csv").Select(f => new TreatyStatus(f[0], f[1], f[2], f[3], f[4], f[5], f[6]))],
            [.. Lines(folder, "unhcr_releases.csv").Select(f => new PublishedRelease(f[0], f[1]))]);
    }

    private static List<IReadOnlyList<string>> Lines(string folder, string file)
    {
        using var reader = File.OpenText(Path.Combine(folder, file));
        return [.. Csv.Read(reader).Skip(1)];
    }
}
