using System.Globalization;
using Nansen.Documents;

namespace Nansen.Register;

/// <summary>
/// The part of the desk that keeps what verifiers trust from growing old: a verifier refuses lists that nobody stands behind any
/// more, and seals of a key whose time is over.
/// </summary>
public sealed partial class DocumentDesk
{
    private const string SignerCode = "DS", ListSignerCode = "VL";
    private static readonly TimeSpan ListsStand = TimeSpan.FromDays(1), ListsAreLookedAt = TimeSpan.FromHours(1);

    private DocumentSigner? _signer;
    private DateTimeOffset? _looked;

    private string VoidListPath => Path.Combine(TrustFolder, "void.bin");

    private string OwnRevocations => OwnRevocationsIn(TrustFolder);

    private static string OwnRevocationsIn(string trustFolder) => Path.Combine(trustFolder, "crl", "own.crl");

    /// <summary>
    /// Revokes a signer whose key is in wrong hands: whatever it has sealed is refused from now on, by every verifier that has the new
    /// list. When the register seals with that very key, it goes on with a new one, or seals nothing until one is made in the token.
    /// </summary>
    /// <exception cref="DocumentException">There is no such signer.</exception>
    public void RevokeSigner(int serial)
    {
        var reference = serial.ToString("X", CultureInfo.InvariantCulture);
        lock (_lists)
        {
            var (keys, now) = (Keys(directory), room.Clock.GetUtcNow());
            if (!Nansen.Documents.TrustFolder.Load(TrustFolder).KnowsSigner(settings.Alpha2 + SignerCode, reference)) throw new DocumentException($"There is no signer of seals with the serial number {reference} here.");
            WriteLists(keys, [serial], now);
        }
    }

    // Loaded once: a key stays the same until its time is over, or it is revoked, in whatever process.
    private DocumentSigner OpenSigner()
    {
        lock (_lists)
        {
            _signer ??= Keys(directory).LoadSigner(Signer);
            if (_signer.MaySign(room.Today) && !Trust().IsRevoked(_signer.Identifier, _signer.Reference)) return _signer;
            var next = NextSigner(Signer, SignerCode, SignerPurpose.Seals);
            _signer.Dispose();
            return _signer = next;
        }
    }

    private string? SignerFault()
    {
        try
        {
            OpenSigner();
            return null;
        }
        catch (DocumentException shut) { return shut.Message; }
    }

    private DocumentSigner OpenListSigner()
    {
        var signer = Keys(directory).LoadSigner(ListSigner);
        if (signer.MaySign(room.Today)) return signer;
        signer.Dispose();
        return NextSigner(ListSigner, ListSignerCode, SignerPurpose.Lists);
    }

    // What the signer before has sealed stays valid: its certificate stays in the trust folder.
    private DocumentSigner NextSigner(string name, string code, SignerPurpose purpose)
    {
        var keys = Keys(directory);
        if (keys.IsInToken(name)) throw new DocumentException("The signer's key in the token may sign no more: make the next one with 'nansen document token'.");
        var trust = Nansen.Documents.TrustFolder.Load(TrustFolder);
        var serial = Enumerable.Range(1, 0xFFFFF).First(s => new[] { SignerCode, ListSignerCode }.All(c => !trust.KnowsSigner(settings.Alpha2 + c, s.ToString("X", CultureInfo.InvariantCulture))));
        using var authority = keys.LoadAuthority(Authority);
        var next = authority.IssueSigner(code, serial, room.Clock.GetUtcNow(), purpose: purpose);
        Publish(next);
        keys.Save(name, next);
        (_trust, _bundle) = (null, null);
        return next;
    }

    private void Publish(DocumentSigner signer) =>
        File.WriteAllBytes(Path.Combine(TrustFolder, "signers", signer.Certificate.Thumbprint[..16].ToLowerInvariant() + ".der"), signer.Certificate.RawData);

    // Where nobody loses a paper for a month, the list has to say so all the same.
    private void RenewLists()
    {
        var now = room.Clock.GetUtcNow();
        if (_looked is { } looked && now - looked < ListsAreLookedAt && now >= looked) return;
        _looked = now;
        if (ReadVoidList() is not { } list || (now - list.List.Header.IssuedAt < ListsStand && File.Exists(OwnRevocations))) return;
        try { WriteLists(Keys(directory), [], now); }
        catch (DocumentException)
        {
            // Whoever only verifies may not have the keys: the lists stay as they are, and say how old they are.
        }
    }

    // The void list last: by its time other processes see that there is something new.
    private void WriteLists(KeyFolder keys, int[] revoked, DateTimeOffset now)
    {
        using var authority = keys.LoadAuthority(Authority);
        using var signer = OpenListSigner();
        Directory.CreateDirectory(Path.GetDirectoryName(OwnRevocations)!);
        WriteWhole(OwnRevocations, authority.RevokeAfter(File.Exists(OwnRevocations) ? File.ReadAllBytes(OwnRevocations) : null, revoked, now));
        if (ReadVoidList() is { } list) WriteWhole(VoidListPath, list.List.Renewed(now, list.Hash).Sign(signer));
        (_trust, _bundle) = (null, null);
    }

    private SignedVoidList? ReadVoidList() => File.Exists(VoidListPath) && VoidList.TryRead(File.ReadAllBytes(VoidListPath), out var list, out _) ? list : null;

    // A verifier never reads half a file.
    private static void WriteWhole(string path, byte[] file)
    {
        File.WriteAllBytes(path + ".new", file);
        File.Move(path + ".new", path, true);
    }
}
