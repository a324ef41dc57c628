namespace Nansen.Documents;

/// <summary>Data that cannot become a document: the message says which field, what is wrong with it, and what to do.</summary>
public sealed class DocumentException : Exception
{
    /// <summary>An error with its explanation.</summary>
    public DocumentException(string message) : base(message) { }

    /// <summary>An error with its explanation and cause.</summary>
    public DocumentException(string message, Exception inner) : base(message, inner) { }

    /// <summary>The letter that no font of the pages has, when that is what is wrong.</summary>
    public string? Letter { get; init; }

    /// <summary>An error.</summary>
    public DocumentException() { }
}
