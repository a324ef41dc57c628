using Nansen.Values;

namespace Nansen.Matching;

/// <summary>Reads cards into numbers; what was read once, a part of a name above all, is not read again.</summary>
internal sealed class CardReader(PersonIndex index)
{
    private readonly Dictionary<(string Text, NamePartKind Kind), Part> _parts = [];
    private readonly int[] _words = new int[CardColumns.MostWords];
    private readonly int[] _read = new int[NameForm.MostWords];
    private readonly bool[] _isName = new bool[NameForm.MostWords];
    private int _count;

    /// <summary>The words of a part of a name; <see cref="AllNames"/> when there is neither a title nor a particle among them.</summary>
    private sealed record Part(int[] Packed, bool AllNames);

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
            Place = index.Places.Intern(card.Place),
            Origin = (ushort)Math.Min(index.Origins.Intern(card.Origin), ushort.MaxValue),
            Sex = SexWords.CodeOf(card.Sex),
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
            {
                _read[taken] = read.Packed[i];
                if (_isName[taken] = read.AllNames || IsName(read.Packed[i])) names++;
            }
        }

        // A name of particles alone is still a name, as in NameForm.
        for (var i = 0; i < taken && _count < _words.Length; i++)
            if (_isName[i] || names == 0) _words[_count++] = _read[i];
        if (_count > start) _words[start] = PackedWord.First(_words[start]);
    }

    private bool IsName(int packed) => index.Words[PackedWord.WordOf(packed)].Kind is WordKind.Name or WordKind.Initial;

    private Part PartOf(NamePart part)
    {
        if (_parts.TryGetValue((part.Text, part.Kind), out var known)) return known;
        var packed = NameForm.Cut(part.Text).Take(NameForm.MostWords).Select(text =>
        {
            var (word, lettering) = index.Words.Intern(text);
            return PackedWord.Pack(word, lettering, part.Kind);
        }).ToArray();
        return _parts[(part.Text, part.Kind)] = new(packed, packed.All(IsName));
    }
}
