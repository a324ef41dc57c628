using System.Collections.Concurrent;
using System.Formats.Asn1;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Nansen.Documents;

/// <summary>
/// Private keys in a token that speaks PKCS#11 (a smart card, a hardware module, SoftHSM): they are made there, sign there and
/// never leave it.
/// </summary>
public sealed class KeyToken : IDisposable
{
    private static readonly Pkcs11InteropFactories Factories = new();

    // A library is loaded once in a process: closing it would close every other session to it.
    private static readonly ConcurrentDictionary<string, IPkcs11Library> Libraries = new(StringComparer.Ordinal);

    private readonly ISession session;

    // The package asks for libdl by a name that only development packages bring.
    static KeyToken() => NativeLibrary.SetDllImportResolver(typeof(Pkcs11InteropFactories).Assembly, static (name, _, _) =>
        name == "libdl" && (NativeLibrary.TryLoad("libdl.so.2", out var handle) || NativeLibrary.TryLoad("libc.so.6", out handle)) ? handle : 0);

    private KeyToken(ISession session) => this.session = session;

    /// <summary>Opens a token.</summary>
    /// <param name="library">The token's PKCS#11 library, as <c>/usr/lib/softhsm/libsofthsm2.so</c>.</param>
    /// <param name="token">The token's label.</param>
    /// <param name="pin">The user's PIN.</param>
    /// <exception cref="DocumentException">There is no such library or token, or the PIN is wrong.</exception>
    public static KeyToken Open(string library, string token, string? pin)
    {
        if (!File.Exists(library)) throw new DocumentException($"There is no PKCS#11 library {library}.");
        try
        {
            var loaded = Libraries.GetOrAdd(library, path => Factories.Pkcs11LibraryFactory.LoadPkcs11Library(Factories, path, AppType.MultiThreaded));
            var slot = loaded.GetSlotList(SlotsType.WithTokenPresent).FirstOrDefault(s => s.GetTokenInfo() is { TokenFlags.TokenInitialized: true } info && info.Label.Trim() == token)
                ?? throw new DocumentException($"No token '{token}' is present in {library}.");
            var session = slot.OpenSession(SessionType.ReadWrite);
            try { session.Login(CKU.CKU_USER, pin ?? ""); }
            catch (Pkcs11Exception already) when (already.RV == CKR.CKR_USER_ALREADY_LOGGED_IN) { }
            return new(session);
        }
        catch (Exception error) when (error is Pkcs11Exception or UnmanagedException)
        {
            throw new DocumentException($"The token '{token}' cannot be opened: {Words(error)}.", error);
        }
    }

    /// <summary>Makes a key pair in the token. Its private half can never be taken out.</summary>
    /// <param name="label">The key's name in the token.</param>
    /// <param name="curve">P-256 by default.</param>
    /// <exception cref="DocumentException">A key of that name is there already, or the token does not know the curve.</exception>
    public ECDsa MakeKey(string label, string curve = "P-256") => Do(() =>
    {
        if (Find(CKO.CKO_PRIVATE_KEY, label) is not null) throw new DocumentException($"The token has a key '{label}' already.");
        var known = NamedCurve.ByName(curve) ?? throw new DocumentException($"The curve '{curve}' is not known.");
        var parameters = new AsnWriter(AsnEncodingRules.DER);
        parameters.WriteObjectIdentifier(known.Curve.Oid.Value!);
        var id = RandomNumberGenerator.GetBytes(16);
        IObjectAttribute Of<T>(CKA name, T value) => value switch
        {
            bool flag => Factories.ObjectAttributeFactory.Create(name, flag),
            byte[] bytes => Factories.ObjectAttributeFactory.Create(name, bytes),
            string text => Factories.ObjectAttributeFactory.Create(name, text),
            _ => throw new InvalidOperationException(),
        };
        using var mechanism = Factories.MechanismFactory.Create(CKM.CKM_EC_KEY_PAIR_GEN);
        session.GenerateKeyPair(mechanism,
            [Of(CKA.CKA_TOKEN, true), Of(CKA.CKA_VERIFY, true), Of(CKA.CKA_LABEL, label), Of(CKA.CKA_ID, id), Of(CKA.CKA_EC_PARAMS, parameters.Encode())],
            [Of(CKA.CKA_TOKEN, true), Of(CKA.CKA_PRIVATE, true), Of(CKA.CKA_SENSITIVE, true), Of(CKA.CKA_EXTRACTABLE, false), Of(CKA.CKA_SIGN, true), Of(CKA.CKA_LABEL, label), Of(CKA.CKA_ID, id)],
            out _, out _);
        return Key(label);
    });

    /// <summary>A key of the token; it signs as long as the token is open.</summary>
    /// <exception cref="DocumentException">There is no such key.</exception>
    public ECDsa Key(string label) => Do(() =>
    {
        if (Find(CKO.CKO_PRIVATE_KEY, label) is not { } own || Find(CKO.CKO_PUBLIC_KEY, label) is not { } open)
            throw new DocumentException($"The token has no key '{label}'.");
        var values = session.GetAttributeValue(open, [CKA.CKA_EC_PARAMS, CKA.CKA_EC_POINT]);
        var curve = new AsnReader(values[0].GetValueAsByteArray(), AsnEncodingRules.DER).ReadObjectIdentifier();
        var point = new AsnReader(values[1].GetValueAsByteArray(), AsnEncodingRules.DER).ReadOctetString();
        var width = point.Length / 2;
        return (ECDsa)new TokenKey(this, own, new ECParameters { Curve = ECCurve.CreateFromValue(curve), Q = new() { X = point[1..(1 + width)], Y = point[(1 + width)..] } });
    });

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    internal byte[] Sign(IObjectHandle key, byte[] hash) => Do(() =>
    {
        // One operation at a time in a session.
        lock (session)
        {
            using var mechanism = Factories.MechanismFactory.Create(CKM.CKM_ECDSA);
            return session.Sign(mechanism, key, hash);
        }
    });

    private IObjectHandle? Find(CKO kind, string label) => session.FindAllObjects(
        [Factories.ObjectAttributeFactory.Create(CKA.CKA_CLASS, kind), Factories.ObjectAttributeFactory.Create(CKA.CKA_LABEL, label)]).FirstOrDefault();

    private static T Do<T>(Func<T> work)
    {
        try { return work(); }
        catch (Pkcs11Exception error) { throw new DocumentException($"The token refuses: {Words(error)}.", error); }
    }

    private static string Words(Exception error) => error is Pkcs11Exception { RV: var code } ? code switch
    {
        CKR.CKR_PIN_INCORRECT => "the PIN is wrong",
        CKR.CKR_PIN_LOCKED => "the PIN is locked",
        _ => code.ToString(),
    } : error.Message;
}

/// <summary>A key that signs in its token; verifying needs the public half alone.</summary>
internal sealed class TokenKey : ECDsa
{
    private readonly KeyToken token;
    private readonly IObjectHandle handle;
    private readonly ECDsa open;

    public TokenKey(KeyToken token, IObjectHandle handle, ECParameters parameters) => (this.token, this.handle, open) = (token, handle, Create(parameters));

    public override int KeySize { get => open.KeySize; set => throw new NotSupportedException("A token's key has the size it was made with."); }

    public override byte[] SignHash(byte[] hash) => token.Sign(handle, hash);

    public override bool VerifyHash(byte[] hash, byte[] signature) => open.VerifyHash(hash, signature);

    public override ECParameters ExportParameters(bool includePrivateParameters) =>
        includePrivateParameters ? throw new CryptographicException("A private key never leaves its token.") : open.ExportParameters(false);

    protected override void Dispose(bool disposing)
    {
        if (disposing) open.Dispose();
        base.Dispose(disposing);
    }
}
