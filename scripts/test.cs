#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:property RestoreLockedMode=false
#:property TreatWarningsAsErrors=false
// ./nansen test: everything that must hold, in one run. The last line is "N passed, N failed".
//   ./nansen test                all checks
//   ./nansen test NAME …         only test projects whose name contains one of the words
// It installs or starts what the tests need (PostgreSQL, Chromium, SoftHSM, qpdf, pdffonts). A test that cannot run is a failure, not a skip.
using System.Diagnostics;
using System.Text.RegularExpressions;

var home = Environment.GetEnvironmentVariable("NANSEN_HOME") ?? Directory.GetCurrentDirectory();
var watch = Stopwatch.StartNew();
var (passed, failed) = (0, 0);

if (args.Length == 0)
{
    Install("PostgreSQL", () => Directory.Exists("/usr/lib/postgresql") || OnPath("postgres"), "postgresql");
    Install("Chromium", () => OnPath("chromium"), "chromium");
    Install("SoftHSM", () => File.Exists("/usr/lib/softhsm/libsofthsm2.so"), "softhsm2");
    Install("qpdf", () => OnPath("qpdf"), "qpdf");
    Install("pdffonts", () => OnPath("pdffonts"), "poppler-utils");
    Install("fonts for screenshots", () => Directory.Exists("/usr/share/fonts/truetype/dejavu"), "fonts-dejavu-core");
}

Step("build", "dotnet", "build Nansen.slnx -c Release --nologo -v quiet -clp:NoSummary");
if (args.Length == 0) Step("formatting", "dotnet", "format whitespace Nansen.slnx --no-restore --verify-no-changes");
foreach (var project in Directory.GetDirectories(Path.Combine(home, "tests"), "*.Tests").Order())
{
    var name = Path.GetFileName(project);
    if (args.Length > 0 && !args.Any(a => name.Contains(a, StringComparison.OrdinalIgnoreCase))) continue;
    RunTests(name);
}

Console.WriteLine($"in {watch.Elapsed:mm\\:ss}");
Console.WriteLine($"{passed} passed, {failed} failed");
return failed == 0 && passed > 0 ? 0 : 1;

void RunTests(string name)
{
    var program = Path.Combine(home, "artifacts", "bin", name, "release", name);
    var (code, output) = Run(program, "-noColor");
    int Count(string word) => Regex.Match(output, $@"\b{word}: (\d+)") is { Success: true } m ? int.Parse(m.Groups[1].Value) : 0;
    var (bad, skipped) = (Count("Failed") + Count("Errors"), Count("Skipped") + Count("Not Run"));
    var good = Count("Total") - Count("Failed") - skipped;
    // A project without tests, a crash and a skip are all failures of the run.
    if (good == 0 || (code != 0 && bad == 0)) bad++;
    passed += good;
    failed += bad + skipped;
    Console.WriteLine($"{name}: {good} passed, {bad + skipped} failed ({watch.Elapsed:mm\\:ss})");
    if (bad + skipped > 0) Console.WriteLine(output);
}

void Step(string name, string program, string arguments)
{
    var (code, output) = Run(program, arguments);
    Console.WriteLine($"{name}: {(code == 0 ? "ok" : "FAILED")} ({watch.Elapsed:mm\\:ss})");
    if (code == 0) passed++;
    else
    {
        failed++;
        Console.WriteLine(output);
    }
}

void Install(string what, Func<bool> isThere, string package)
{
    if (isThere()) return;
    Console.WriteLine($"Installing {what}…");
    Run("apt-get", "update -qq");
    var (code, output) = Run("apt-get", $"install -y -qq --no-install-recommends {package}");
    if (code != 0) Console.WriteLine($"{what} could not be installed; the tests that need it will fail.\n{output}");
}

bool OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

(int Code, string Output) Run(string program, string arguments)
{
    var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = home, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
    try
    {
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + error.Result;
        process.WaitForExit();
        return (process.ExitCode, output);
    }
    catch (System.ComponentModel.Win32Exception missing)
    {
        return (127, $"{program}: {missing.Message}");
    }
}
