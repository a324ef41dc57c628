namespace Nansen.Journal;

/// <summary>The store could not be written or read just now: locked, full or gone. Nothing was added; the journal is whole.</summary>
public sealed class JournalUnavailableException : Exception
{
    /// <summary>With a message for the person who reads it.</summary>
    public JournalUnavailableException(string message) : base(message) { }

    /// <summary>With the store's own error inside.</summary>
    public JournalUnavailableException(string message, Exception inner) : base(message, inner) { }

    /// <summary>Without particulars.</summary>
    public JournalUnavailableException() : this("The journal cannot be reached. Nothing was added.") { }
}

/// <summary>The data directory, or something in it, is not what it should be; the message says what to do.</summary>
public sealed class JournalDirectoryException : Exception
{
    /// <summary>With a message for the person who reads it.</summary>
    public JournalDirectoryException(string message) : base(message) { }

    /// <summary>With the cause inside.</summary>
    public JournalDirectoryException(string message, Exception inner) : base(message, inner) { }

    /// <summary>Without particulars.</summary>
    public JournalDirectoryException() : this("This is no data directory of Nansen.") { }
}

/// <summary>A part was to be sealed under the key of a subject that was erased. Nothing was added.</summary>
public sealed class SubjectErasedException : Exception
{
    /// <summary>For a subject.</summary>
    public SubjectErasedException(StreamId subject) : base($"The keys of {subject} were erased; nothing more can be written under them.") { }

    /// <summary>With a message.</summary>
    public SubjectErasedException(string message) : base(message) { }

    /// <summary>With the cause inside.</summary>
    public SubjectErasedException(string message, Exception inner) : base(message, inner) { }

    /// <summary>Without particulars.</summary>
    public SubjectErasedException() { }
}
