using System.Diagnostics;
using System.Runtime.InteropServices;
using Nansen.Documents;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

[assembly: AssemblyFixture(typeof(Nansen.Register.Tests.SoftToken))]

namespace Nansen.Register.Tests;

/// <summary>A fresh token of SoftHSM 2 in a temporary directory; the library is Debian's, installed or unpacked beside the tests.</summary>
public sealed partial class SoftToken : IDisposable
{
    public const string Label = "utopia", Pin = "2026-specimen";

    private readonly string _folder = Directory.CreateTempSubdirectory("nansen-token-").FullName;
    private readonly Lazy<string> _library;

    public SoftToken() => _library = new(Prepare);

    /// <summary>The PKCS#11 library; the token of <see cref="Label"/> is ready in it.</summary>
    public string Library => _library.Value;

    public void Dispose() => Directory.Delete(_folder, true);

    private string Prepare()
    {
        var library = new[] { Environment.GetEnvironmentVariable("SOFTHSM2_LIB"), "/usr/lib/softhsm/libsofthsm2.so" }.FirstOrDefault(File.Exists) ?? Unpack();
        var tokens = Directory.CreateDirectory(Path.Combine(_folder, "tokens")).FullName;
        var settings = Path.Combine(_folder, "softhsm2.conf");
        File.WriteAllText(settings, $"directories.tokendir = {tokens}\nobjectstore.backend = file\nlog.level = ERROR\n");
        // The library reads the process's own environment, which .NET keeps a copy of.
        if (SetEnvironment("SOFTHSM2_CONF", settings, 1) != 0) throw new InvalidOperationException("SOFTHSM2_CONF cannot be set.");
        System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(typeof(KeyToken).TypeHandle);
        var factories = new Pkcs11InteropFactories();
        var loaded = factories.Pkcs11LibraryFactory.LoadPkcs11Library(factories, library, AppType.MultiThreaded);
        var slot = loaded.GetSlotList(SlotsType.WithTokenPresent)[0];
        slot.InitToken("supervisor-2026", Label);
        using var session = slot.OpenSession(SessionType.ReadWrite);
        session.Login(CKU.CKU_SO, "supervisor-2026");
        session.InitPin(Pin);
        session.Logout();
        return library;
    }

    private string Unpack()
    {
        Run("apt-get", "download", "libsofthsm2");
        Run("dpkg", "-x", Directory.GetFiles(_folder, "libsofthsm2*.deb").Single(), Path.Combine(_folder, "unpacked"));
        return Path.Combine(_folder, "unpacked", "usr", "lib", "softhsm", "libsofthsm2.so");
    }

    private void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder, RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} failed: {process.StandardError.ReadToEnd()}");
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
