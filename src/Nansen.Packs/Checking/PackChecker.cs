namespace Nansen.Packs;

/// <summary>Checks a pack as a whole, after every file has been read.</summary>
internal static class PackChecker
{
    internal static void Check(Pack pack, Findings findings)
    {
    }
}
