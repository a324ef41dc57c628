namespace Nansen.Documents;

/// <summary>The checks of one verification as they are made.</summary>
internal sealed class CheckList
{
    private readonly List<Check> checks = new(16);

    public IReadOnlyList<Check> All => checks;

    public bool AnyFailed { get; private set; }

    public bool Right(string id, string message)
    {
        checks.Add(new(id, CheckOutcome.Successful, null, message));
        return true;
    }

    public bool Wrong(string id, string status, string message)
    {
        checks.Add(new(id, CheckOutcome.Failed, status, message));
        AnyFailed = true;
        return false;
    }

    public void Open(string id, string message, string? status = null) => checks.Add(new(id, CheckOutcome.Undetermined, status, message));

    public void NotSupported(string id, string message) => checks.Add(new(id, CheckOutcome.NotSupported, null, message));

    public void Aborted(params ReadOnlySpan<string> ids)
    {
        foreach (var id in ids) checks.Add(new(id, CheckOutcome.Aborted, null, "An earlier check failed."));
    }
}
