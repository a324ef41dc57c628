using Nansen.Packs;

namespace Nansen.Cooperation;

/// <summary>A text in the house's two languages, made on the spot.</summary>
internal static class Words
{
    public static LocalText Of(string en, string ru) => new(new Dictionary<string, string> { ["en"] = en, ["ru"] = ru });

    /// <summary>Puts a pack's own texts into a sentence, language by language.</summary>
    public static LocalText Of(Func<string, string> en, Func<string, string> ru) => Of(en("en"), ru("ru"));
}
