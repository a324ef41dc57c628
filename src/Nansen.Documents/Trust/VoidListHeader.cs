using System.Security.Cryptography.X509Certificates;

namespace Nansen.Documents;

/// <summary>What stands at the head of a void list.</summary>
/// <param name="Issuer">Issuing State, three letters.</param>
/// <param name="IssuedAt">When it was made; a verifier tells how old it is.</param>
/// <param name="Number">1 for the first list, and one more for each that follows.</param>
/// <param name="Previous">SHA-256 of the file before, zeros for the first.</param>
public sealed record VoidListHeader(string Issuer, DateTimeOffset IssuedAt, int Number = 1, ReadOnlyMemory<byte> Previous = default);

/// <summary>A void list with who signed it.</summary>
/// <param name="List">The list.</param>
/// <param name="Certificate">The signer's certificate, from the file.</param>
/// <param name="SignatureValid">Whether the signature is that certificate's.</param>
/// <param name="Hash">SHA-256 of the file, which the next list names.</param>
public sealed record SignedVoidList(VoidList List, X509Certificate2 Certificate, bool SignatureValid, ReadOnlyMemory<byte> Hash);
