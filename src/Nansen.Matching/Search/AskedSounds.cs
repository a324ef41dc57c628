namespace Nansen.Matching;

/// <summary>Which of the words asked for a word of the index may be, told by its <see cref="SoundSign"/> alone.</summary>
internal sealed class AskedSounds
{
    // An entry: twelve bits each for the words of the same sound, of a near sound, and for those begun like it; the details expected.
    private const int NearShift = NameForm.MostWords, BegunShift = 2 * NameForm.MostWords, DetailShift = 48;

    private const uint Terms = (1 << NameForm.MostWords) - 1;

    private readonly ulong[] _asked = new ulong[SoundSign.Consonants];
    private readonly List<uint> _set = [];

    /// <summary>How many signs stand for something.</summary>
    public int Count => _set.Count;

    /// <summary>What a sign stands for.</summary>
    public Asked this[uint sign] => new(_asked[SoundSign.ConsonantsOf(sign)]);

    /// <summary>A word asked for.</summary>
    public void Same(int term, uint sign) => Mark(SoundSign.ConsonantsOf(sign), 1UL << term, SoundSign.DetailsOf(sign));

    /// <summary>A sound that a word asked for may have too.</summary>
    public void Near(int term, uint sign, ulong sound, ulong near) =>
        Mark(SoundSign.ConsonantsOf(near), 1UL << (NearShift + term), SoundSign.DetailsOfNear(sign, sound, near));

    /// <summary>Only the beginning of a word is asked for.</summary>
    public void Begun(int term, uint sign, ulong sound)
    {
        var (from, count) = SoundSign.Beginning(sound);
        for (var consonants = from; consonants < from + count; consonants++) Mark(consonants, 1UL << (BegunShift + term), SoundSign.DetailsOf(sign, sound));
    }

    /// <summary>A sound of words that begin with the letters of a word asked for.</summary>
    public void Begun(int term, uint sign, ulong own, ulong sound) => Mark(SoundSign.ConsonantsOf(sound), 1UL << (BegunShift + term), SoundSign.DetailsOf(sign, own));

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        foreach (var consonants in _set) _asked[consonants] = 0;
        _set.Clear();
    }

    private void Mark(uint consonants, ulong bit, uint details)
    {
        ref var entry = ref _asked[consonants];
        if (entry == 0)
        {
            _set.Add(consonants);
            entry = (ulong)details << DetailShift;
        }

        // Where two words expect different details, none is expected.
        entry = (entry & ((1UL << DetailShift) - 1)) | bit | ((ulong)SoundSign.Shared((uint)(entry >> DetailShift), details) << DetailShift);
    }

    /// <summary>The words asked for that a sign stands for, a bit each.</summary>
    internal readonly struct Asked(ulong entry)
    {
        /// <summary>Whether it stands for none.</summary>
        public bool None => entry == 0;

        /// <summary>Those of the same sound.</summary>
        public uint Same => (uint)entry & Terms;

        /// <summary>Those of a near sound, and not of the same.</summary>
        public uint Near => (uint)(entry >> NearShift) & Terms & ~Same;

        /// <summary>Those that begin like it, and sound otherwise.</summary>
        public uint Begun => (uint)(entry >> BegunShift) & Terms & ~(Same | (uint)(entry >> NearShift));

        /// <summary>All of them.</summary>
        public uint All => Same | ((uint)(entry >> NearShift) & Terms) | ((uint)(entry >> BegunShift) & Terms);

        /// <summary>In how many voices and vowels a word differs from what is expected.</summary>
        public int Apart(uint sign) => SoundSign.Apart((uint)(entry >> DetailShift), SoundSign.DetailsOf(sign));
    }
}
