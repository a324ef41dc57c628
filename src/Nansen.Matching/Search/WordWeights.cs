namespace Nansen.Matching;

/// <summary>
/// How much each word of the index speaks for each word of a query. A pair of words is aligned when it is first asked
/// for, and only when both sound alike, are known forms of one name, or one begins with the other.
/// </summary>
internal sealed class WordWeights
{
    /// <summary>The weight of two words that are not set against each other.</summary>
    public const float None = float.NegativeInfinity;

    private const int Counted = 6;

    // Of fewer letters too many names begin with them; of more consonants a name is nearly whole, and found by its sound.
    private const int LeastBegun = 3, MostBegun = 3;

    // Two words of less weight are not set against each other.
    private const float Least = -0.5f;

    private readonly WordTable _table;
    private readonly NameToken[] _terms;
    private readonly ulong[] _sounds;
    private readonly uint[] _signs;
    private readonly int[] _own;
    private readonly WordMemo _memo;
    private readonly int _freeFrom;

    public WordWeights(WordTable table, SearchTerms terms, WordMemo memo)
    {
        (_table, _terms, _memo, _freeFrom) = (table, terms.Words, memo, terms.FreeFrom);
        memo.Clear(_terms.Length);
        (_sounds, _signs, _own) = (new ulong[_terms.Length], new uint[_terms.Length], new int[_terms.Length]);
        for (var t = 0; t < _terms.Length; t++)
            (_sounds[t], _signs[t], _own[t]) = (WordTable.SoundOf(_terms[t]), SoundSign.Of(_terms[t]), table.Find(_terms[t].Lower));
    }

    /// <summary>How many words are asked for.</summary>
    public int Terms => _terms.Length;

    /// <summary>The sound of a word asked for.</summary>
    public ulong SoundOf(int term) => _sounds[term];

    /// <summary>How many times registrations hold a word of the sound of a word asked for.</summary>
    public int RowsOf(int term) => _table.Sounds.Find(_sounds[term])?.Rows ?? 0;

    /// <summary>The sign of a word asked for.</summary>
    public uint SignOf(int term) => _signs[term];

    /// <summary>Whether a word asked for may be the beginning of a name that is written in another script or by another habit.</summary>
    public bool MayBegin(int term) =>
        term >= _freeFrom && _terms[term] is { Writing: not Writing.Other, Kind: WordKind.Name, Plain.Length: >= LeastBegun }
        && NearSounds.Length(_sounds[term]) is > 0 and <= MostBegun;

    /// <summary>Whether a word of the index has the sound of a word asked for.</summary>
    public bool SoundsLike(int word, int term) => _table[word].Sound == _sounds[term];

    /// <summary>
    /// The weights of a word of the index, one for each word asked for; of those words alone that <paramref name="terms"/> has
    /// a bit for, when it is known that the others do not sound like it.
    /// </summary>
    public ReadOnlySpan<float> Of(int word, int terms = -1)
    {
        var weights = _memo.Of(word, out var known);
        if (!known)
            for (var t = 0; t < weights.Length; t++) weights[t] = (terms & (1 << t)) == 0 ? None : Weigh(t, word);
        return weights;
    }

    /// <summary>
    /// How rare the word asked for is, in bits: how many of the registrations hold one like it. The frequent words of its
    /// sound are looked at; the others are taken to be alike as often as those.
    /// </summary>
    public double RarityOf(int term, int registrations)
    {
        double alike = 0, looked = 0, all = 0;
        if (_table.Sounds.Find(_sounds[term]) is { } group)
        {
            foreach (var word in group.First(Counted))
            {
                var rows = _table[word].Rows;
                looked += rows;
                if (rows > 0 && Of(word)[term] > 1) alike += rows;
            }

            all = group.Rows;
        }

        if (looked > 0) alike *= all / looked;
        foreach (var number in _terms[term].EquivalentGroups)
            foreach (var word in _table.InGroup(number))
                if (_table[word].Sound != _sounds[term]) alike += _table[word].Rows;
        return Math.Clamp(Math.Log2(Math.Max(registrations, 1000) / Math.Max(1, alike)), 1, 14);
    }

    private float Weigh(int t, int word)
    {
        var term = _terms[t];
        ref readonly var entry = ref _table[word];
        var known = entry.Known && term.EquivalentGroups.Length > 0 && NameTable.Meet(term.EquivalentGroups, NameTable.GroupsOf(Folding.Plain(_table.Text(word))));
        var spelled = term.Plain.Length >= LeastBegun && entry.First == term.Plain[0] && Begins(term, _table.Text(word));
        var begins = spelled || BeginsBySound(t, entry);
        if (!known && !begins && !NearSounds.AreNear(_sounds[t], entry.Sound)) return None;
        float weight;
        if (term.Kind == WordKind.Initial || entry.Kind == WordKind.Initial || term.Writing == Writing.Other || entry.Writing == Writing.Other || entry.SymbolCount <= 2 || term.Symbols.Length <= 2)
            weight = NameAlignment.Weigh(term, NameToken.Of(_table.Text(word)), Sounds.Shipped).Weight;
        else
        {
            weight = Math.Min(Sounds.Shipped.Weigh(term.Symbols, term.Writing, _table.Symbols(entry), entry.Writing, Least), NameAlignment.Heaviest);
            if (word == _own[t] || (spelled && _table.Text(word).Length == term.Plain.Length)) weight = Math.Max(weight, 3);
            else if (known) weight = Math.Max(weight, 4);
        }

        // Half a name typed is looked for too.
        if (begins && weight <= 2) weight = Math.Max(weight, 1.5f - 0.1f * Math.Max(0, _table.Text(word).Length - term.Plain.Length));
        return weight > Least ? weight : None;
    }

    /// <summary>Whether a word of whatever script begins like a word asked for: its first consonants are those, and the letters up to there agree.</summary>
    private bool BeginsBySound(int t, in WordEntry entry)
    {
        if (!MayBegin(t)) return false;
        var consonants = NearSounds.Length(_sounds[t]);
        if ((entry.Sound & ((1UL << (4 * consonants)) - 1)) != _sounds[t] || entry.Sound == _sounds[t] || entry.Writing == Writing.Other
            || SoundSign.Apart(SoundSign.DetailsOf(_signs[t], _sounds[t]), SoundSign.DetailsOf(entry.Sign)) > 0) return false;
        var symbols = _table.Symbols(entry);
        Span<byte> begun = stackalloc byte[symbols.Length];
        var (from, to) = Skeleton.EndOf(symbols[1..^1], entry.Writing, consonants);
        symbols.CopyTo(begun);
        // With as many of the vowels after the last consonant as agree best.
        for (var end = 1 + from; end <= 1 + to && end < symbols.Length; end++)
        {
            begun[end] = Alphabets.Edge;
            if (Sounds.Shipped.Weigh(_terms[t].Symbols, _terms[t].Writing, begun[..(end + 1)], entry.Writing) > 0) return true;
            begun[end] = symbols[end];
        }

        return false;
    }

    private static bool Begins(NameToken term, string lower)
    {
        var plain = term.Plain;
        if (lower.Length < plain.Length) return false;
        for (var i = 0; i < plain.Length; i++)
            if (Folding.Base(lower[i]) != plain[i]) return false;
        return true;
    }
}
