using Nansen.Values;

namespace Nansen.Matching;

/// <summary>Reads cards into numbers; what was read once, a part of a name above all, is not read again.</summary>
internal sealed class CardReader(PersonIndex index)
{
    private readonly Dictionary<(string Text, NamePartKind Kind), Part> _parts = [];
    private readonly int[] _words = new int[CardColumns.MostWords];
    private int _count;

    /// <summary>The words of a part of a name; <see cref="AllNames"/> when there is neither a title nor a particle among them.</summary>
    private sealed record Part(int[] Packed, WordKind[] Kinds, bool AllNames);

    /// <summary>The packed words of the card last read.</summary>
    public ReadOnlySpan<int> Words => _words.AsSpan(0, _count);

    /// <summary>Reads a card: its <see cref="Words"/>, and the rest.</summary>
    public CardHead Read(PersonCard card)
    {
        _count = 0;
        foreach (var name in card.Names) Read(name);
        return new()
        {
            Birth = index.Births.Intern(card.Birth),
            Phone = (uint)PhoneNumber.Key(card.Phone),
            Household = HouseholdKey(card.Household),
            Place = index.Places.Intern(card.Place),
            Origin = (ushort)Math.Min(index.Origins.Intern(card.Origin), ushort.MaxValue),
            Sex = PersonIndex.SexOf(card.Sex),
        };
    }

    /// <summary>32 bits of a household's number: that two meet by chance does not happen within one list of candidates.</summary>
    public static uint HouseholdKey(Guid? household)
    {
        if (household is not { } id) return 0;
        Span<ulong> halves = stackalloc ulong[2];
        id.TryWriteBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(halves));
        return Mixing.Fold(Mixing.Mix(halves[0], halves[1]));
    }

    private void Read(PersonName name)
    {
        var (start, taken, names) = (_count, 0, 0);
        foreach (var part in name.Parts)
        {
            var read = PartOf(part);
            for (var i = 0; i < read.Packed.Length && taken < NameForm.MostWords; i++, taken++)
                if (read.AllNames || read.Kinds[i] is WordKind.Name or WordKind.Initial) names++;
        }

        // A name of particles alone is still a name, as in NameForm.
        taken = 0;
        foreach (var part in name.Parts)
        {
            var read = PartOf(part);
            for (var i = 0; i < read.Packed.Length && taken < NameForm.MostWords; i++, taken++)
                if (_count < _words.Length && (names == 0 || read.Kinds[i] is WordKind.Name or WordKind.Initial)) _words[_count++] = read.Packed[i];
        }

        if (_count > start) _words[start] = PackedWord.First(_words[start]);
    }

    private Part PartOf(NamePart part)
    {
        if (_parts.TryGetValue((part.Text, part.Kind), out var known)) return known;
        var words = NameForm.Of(new PersonName([part])).Words;
        var packed = new int[words.Count];
        for (var i = 0; i < packed.Length; i++)
        {
            var (word, lettering) = index.Words.Intern(words[i].Text);
            packed[i] = PackedWord.Pack(word, lettering, part.Kind);
        }

        var kinds = words.Select(w => w.Kind).ToArray();
        return _parts[(part.Text, part.Kind)] = new(packed, kinds, kinds.All(k => k is WordKind.Name or WordKind.Initial));
    }
}
