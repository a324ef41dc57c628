using System.Text;

namespace Nansen.Documents;

/// <summary>Why a document is void.</summary>
public enum VoidReason
{
    /// <summary>Reported lost.</summary>
    Lost = 1,

    /// <summary>Reported stolen.</summary>
    Stolen = 2,

    /// <summary>Withdrawn by the issuer.</summary>
    Withdrawn = 3,

    /// <summary>A blank that was never issued.</summary>
    UnissuedBlank = 4,

    /// <summary>Replaced by another document.</summary>
    Replaced = 5,

    /// <summary>Spoiled or destroyed.</summary>
    Destroyed = 6,

    /// <summary>Another reason.</summary>
    Other = 7,
}

/// <summary>Names one document: issuer, document code and number as in the machine-readable zone; nothing of its holder.</summary>
/// <param name="Issuer">Issuing State.</param>
/// <param name="Type">Document code.</param>
/// <param name="Number">Document number.</param>
public readonly record struct DocumentReference(string Issuer, string Type, string Number)
{
    /// <summary>The document a zone is of.</summary>
    public static DocumentReference Of(MrzDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return new(document.Issuer, document.DocumentCode, document.DocumentNumber);
    }

    /// <summary>The bytes that are hashed: fields in upper case without fillers, spaces and hyphens, parted by <c>|</c>.</summary>
    internal int Write(Span<byte> to)
    {
        var at = Write(Issuer, to);
        to[at++] = (byte)'|';
        at += Write(Type, to[at..]);
        to[at++] = (byte)'|';
        return at + Write(Number, to[at..]);
    }

    /// <summary>Whether two references name one document, however it is spaced and lettered.</summary>
    internal bool IsSameAs(DocumentReference other)
    {
        var (own, others) = (new byte[MaxBytes], new byte[other.MaxBytes]);
        return own.AsSpan(0, Write(own)).SequenceEqual(others.AsSpan(0, other.Write(others)));
    }

    internal int MaxBytes => 3 * (Issuer.Length + Type.Length + Number.Length) + 2;

    private static int Write(string text, Span<byte> to)
    {
        var at = 0;
        foreach (var c in text)
        {
            if (c >= 128) return WriteAny(text, to);
            if (c is not ('<' or ' ' or '-')) to[at++] = (byte)(c is >= 'a' and <= 'z' ? c - 32 : c);
        }

        return at;
    }

    private static int WriteAny(string text, Span<byte> to)
    {
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '<' or ' ' or '-') continue;
            at += Rune.ToUpperInvariant(rune).EncodeToUtf8(to[at..]);
        }

        return at;
    }
}

/// <summary>One void document.</summary>
/// <param name="Document">The document.</param>
/// <param name="Reason">Why.</param>
public readonly record struct VoidEntry(DocumentReference Document, VoidReason Reason);
