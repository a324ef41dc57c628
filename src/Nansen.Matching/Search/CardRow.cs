using System.Runtime.CompilerServices;
using Nansen.Values;

namespace Nansen.Matching;

/// <summary>What is looked at first of a card: 32 bytes, half a line of the processor's cache.</summary>
internal struct CardHead
{
    /// <summary>Birth date, see <see cref="BirthDates"/>; 0 when not known.</summary>
    public int Birth { get; init; }

    /// <summary>Key of the telephone number; 0 when there is none.</summary>
    public uint Phone { get; init; }

    /// <summary>Number of the place.</summary>
    public int Place { get; init; }

    /// <summary>Number of the country of origin.</summary>
    public ushort Origin { get; init; }

    /// <summary>F 1, M 2, X 3; 0 when not known.</summary>
    public byte Sex { get; init; }

    /// <summary>How many words.</summary>
    public byte WordCount { get; init; }

    /// <summary>The signs of its words; of a card of more words than find room, where they begin.</summary>
    public FewSigns Signs;
}

/// <summary>Signs of the words of a card that has few, as most have.</summary>
[InlineArray(Most)]
internal struct FewSigns
{
    /// <summary>So many find room.</summary>
    public const int Most = 4;

    private uint _first;
}

/// <summary>What of a card is looked at when it is weighed: 24 bytes.</summary>
internal readonly record struct CardRest(Guid Id, int WordsAt, uint Household);

/// <summary>A word in a name as one number: which word, how lettered, in what part, and whether it is the first of the name.</summary>
internal static class PackedWord
{
    private const int LetteringShift = 24, KindShift = 26, FirstOfName = 1 << 30;

    public static int Pack(int word, Lettering lettering, NamePartKind kind) => word | ((int)lettering << LetteringShift) | ((int)kind << KindShift);

    public static int First(int packed) => packed | FirstOfName;

    public static int WordOf(int packed) => packed & (WordTable.MostWords - 1);

    public static Lettering LetteringOf(int packed) => (Lettering)((packed >> LetteringShift) & 3);

    public static NamePartKind KindOf(int packed) => (NamePartKind)((packed >> KindShift) & 15);

    public static bool IsFirst(int packed) => (packed & FirstOfName) != 0;
}

/// <summary>A card as numbers, on its own: one not yet in a segment.</summary>
internal sealed record CardRow(Guid Id, CardHead Head, uint Household, int[] Words, uint[] Signs)
{
    /// <summary>The same, to be weighed.</summary>
    public RowView View => new(Head, Household, Words, Signs);
}

/// <summary>A card as numbers where it lies.</summary>
internal readonly ref struct RowView(CardHead head, uint household, ReadOnlySpan<int> words, ReadOnlySpan<uint> signs)
{
    public readonly CardHead Head = head;

    public readonly uint Household = household;

    /// <summary>Packed words, name after name.</summary>
    public readonly ReadOnlySpan<int> Words = words;

    /// <summary>The <see cref="SoundSign"/> of each word.</summary>
    public readonly ReadOnlySpan<uint> Signs = signs;
}
