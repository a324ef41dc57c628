using System.Numerics;
using System.Runtime.Intrinsics;

namespace Nansen.Matching;

/// <summary>Evidence by sound that two words are one name, for every pair of writings.</summary>
internal sealed class Sounds
{
    /// <summary>Writings with an alphabet, in the order in which models name them.</summary>
    public static IReadOnlyList<Writing> Writings { get; } = [Writing.Latin, Writing.Phonemic, Writing.Consonantal];

    private readonly SoundModel[] _models = new SoundModel[16];

    /// <summary>The shipped models (Model/sounds.txt).</summary>
    public static Sounds Shipped { get; } = ReadShipped();

    /// <summary>A set of models; pairs of writings without one are compared by the classes of consonants alone.</summary>
    public Sounds(IEnumerable<SoundModel> models)
    {
        foreach (var model in models) _models[At(model.Left, model.Right)] = model;
        foreach (var left in Writings)
            foreach (var right in Writings)
                if (left <= right) _models[At(left, right)] ??= new SoundModel(left, right, []);
    }

    /// <summary>The model of two writings, the lesser first.</summary>
    public SoundModel Model(Writing left, Writing right) => _models[At(left, right)];

    /// <summary>
    /// Evidence in nats: above 0, the words are more likely one name than two. The same whichever comes first.
    /// </summary>
    public float Weigh(NameToken a, NameToken b)
    {
        if (a.Writing == Writing.Other || b.Writing == Writing.Other) return Unread(a, b);
        if (a.Symbols.Length <= 2 || b.Symbols.Length <= 2) return a.Plain == b.Plain ? 1 : -4;
        return Weigh(a.Symbols, a.Writing, b.Symbols, b.Writing);
    }

    /// <summary>The same for symbols between edges; below <paramref name="least"/>, no more than that it is below.</summary>
    public float Weigh(ReadOnlySpan<byte> a, Writing writingOfA, ReadOnlySpan<byte> b, Writing writingOfB, float least = float.NegativeInfinity) =>
        writingOfA > writingOfB || (writingOfA == writingOfB && a.SequenceCompareTo(b) > 0)
            ? _models[At(writingOfB, writingOfA)].Weigh(b, a, least)
            : _models[At(writingOfA, writingOfB)].Weigh(a, b, least);

    /// <summary>
    /// The same for words of up to <see cref="UnitLanes.Most"/> symbols, in <see cref="UnitLanes.Room"/> bytes each, 0 beyond their end;
    /// above <paramref name="enough"/>, no more than that it is above.
    /// </summary>
    public unsafe float Weigh(byte* a, int n, Writing writingOfA, byte* b, int m, Writing writingOfB, float least, float enough) =>
        writingOfA > writingOfB || (writingOfA == writingOfB && Behind(a, b))
            ? _models[At(writingOfB, writingOfA)].Weigh(b, m, a, n, least, enough)
            : _models[At(writingOfA, writingOfB)].Weigh(a, n, b, m, least, enough);

    /// <summary>Whether the first of two words comes behind the second; what is beyond a word's end comes before all symbols.</summary>
    private static unsafe bool Behind(byte* a, byte* b)
    {
        var (x, y) = (Vector128.Load(a), Vector128.Load(b));
        var differ = ~Vector128.Equals(x, y).ExtractMostSignificantBits() & 0xFFFF;
        return differ != 0 && a[BitOperations.TrailingZeroCount(differ)] > b[BitOperations.TrailingZeroCount(differ)];
    }

    /// <summary>A script without a table: equal letters, or nearly so.</summary>
    private static float Unread(NameToken a, NameToken b)
    {
        if (a.Plain == b.Plain) return 5;
        if (a.Writing != b.Writing) return -6;
        var distance = EditDistance.Of(a.Plain, b.Plain);
        var longest = Math.Max(a.Plain.Length, b.Plain.Length);
        return 4 - 12f * distance / longest;
    }

    private static int At(Writing left, Writing right) => ((int)left << 2) | (int)right;

    private static Sounds ReadShipped()
    {
        using var reader = ModelFiles.Open("sounds.txt");
        return new Sounds(SoundModel.Read(reader));
    }
}
