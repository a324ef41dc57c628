using System.CommandLine;

namespace Nansen.Cli;

/// <summary>Zones, transliteration, seals, symbols, verification. Bad input is one line on the error stream and exit code 2.</summary>
internal static class DocumentVerbs
{
    public static IEnumerable<Command> All() => [MrzVerbs.Mrz(), TransliterateVerb.Transliterate(), SealVerbs.Seal(), SymbolVerb.Symbol(), VerifyVerb.Verify(), TrustVerbs.Trust()];
}
