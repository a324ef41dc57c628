using Nansen.Packs;

namespace Nansen.Records;

/// <summary>Codes by which things are counted, as a pack names them.</summary>
public static class DimensionWords
{
    /// <summary>
    /// What a word stands for: itself, or for <c>$field</c> the code that the record says of the person, of all, or the
    /// person's own record says; for <c>$field&gt;system</c> the code by which that system knows it. Empty when nothing is said.
    /// </summary>
    public static string Of(Pack pack, RecordState? record, RecordState person, string word)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(word);
        if (!word.StartsWith('$')) return word;
        var arrow = word.IndexOf('>', StringComparison.Ordinal);
        var field = FieldOf(word);
        var (fact, type) = record?.Fact(field, person.Id) is { } own ? (own, record.Type)
            : record?.Fact(field) is { } shared ? (shared, record.Type) : (person.Fact(field), person.Type);
        var value = fact?.Text ?? "";
        if (arrow < 0) return value;
        return pack.ListOf(pack.FieldOf(type, field))?.Find(value)?.External.GetValueOrDefault(word[(arrow + 1)..]) ?? "";
    }

    /// <summary>The field that a word names.</summary>
    public static string FieldOf(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        var arrow = word.IndexOf('>', StringComparison.Ordinal);
        return (arrow < 0 ? word : word[..arrow]).TrimStart('$');
    }
}
