using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Nansen.Records;
using Nansen.Register;

namespace Nansen.Cli;

/// <summary>Registration lists: an empty one to fill in, and the import of a filled one.</summary>
internal static class RegisterImportVerbs
{
    // Names are read by people: letters of every script stand as they are.
    private static readonly JsonSerializerOptions Line = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<Command> All()
    {
        var list = new Argument<FileInfo?>("list") { Description = "Registration list, .xlsx or .csv: one row per person, with a group column", Arity = ArgumentArity.ZeroOrOne };
        var (data, form) = (DataFolder.Option(), Form());
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would happen; nothing is registered" };
        var office = new Option<string?>("--office") { Description = "Office that keeps the records; the officer's first when not given" };
        var officer = new Option<string?>("--as") { Description = "User name of the officer who imports; the first registration officer when not given" };
        var language = new Option<string>("--language") { Description = "Language of the messages: en or ru", DefaultValueFactory = _ => "en" };
        var command = new Command("import", "Reads a registration list and registers its groups; findings are JSON lines.") { list, data, dryRun, office, form, officer, language };
        command.Subcommands.Add(Template());
        command.SetAction((parse, stop) => parse.GetValue(list) is not { } file
            ? Task.FromResult(DataFolder.Fail("Name a list to import, or make an empty one with 'nansen import template --out LIST.xlsx'."))
            : DataFolder.WithNodeAsync(parse.GetValue(data)!, node => ImportAsync(node, file, parse.GetValue(form)!, parse.GetValue(office), parse.GetValue(officer), parse.GetValue(dryRun), parse.GetValue(language)!, stop)));
        return [command];
    }

    private static Command Template()
    {
        var target = new Option<FileInfo>("--out") { Description = "List to write, .xlsx (with all codes) or .csv", Required = true };
        var form = Form();
        var command = new Command("template", "Writes an empty list for a form, with an example row and all codes.") { target, form };
        command.SetAction(parse =>
        {
            var file = parse.GetValue(target)!;
            var csv = file.Extension.Equals(".csv", StringComparison.OrdinalIgnoreCase);
            if (!csv && !file.Extension.Equals(".xlsx", StringComparison.OrdinalIgnoreCase))
                return DataFolder.Fail($"A list is an .xlsx or a .csv file; {file.Name} is neither. Name it so.");
            try
            {
                var pack = RegisterNode.LoadPack(new NodeSettings("UTO", "UT", true));
                using var memory = new MemoryStream();
                if (csv) ListTemplate.WriteCsv(memory, pack, parse.GetValue(form)!);
                else ListTemplate.Write(memory, pack, parse.GetValue(form)!);
                File.WriteAllBytes(file.FullName, memory.ToArray());
                return 0;
            }
            catch (Exception problem) when (problem is RegisterException or IOException or UnauthorizedAccessException)
            {
                return DataFolder.Fail(problem.Message);
            }
        });
        return command;
    }

    private static async Task<int> ImportAsync(RegisterNode node, FileInfo file, string form, string? office, string? userName, bool dryRun, string language, CancellationToken stop)
    {
        var officer = await ActingAsync(node, userName);
        if (!file.Exists) return DataFolder.Fail($"There is no file {file.FullName}.");
        using var content = file.OpenRead();
        var staging = await node.Lists.StageAsync(content, file.Name, new ListToImport(officer, office ?? officer.Offices.FirstOrDefault() ?? "", form), stop);
        if (staging is null) return DataFolder.Fail($"{officer.Name} may not import lists for the office '{office ?? officer.Offices.FirstOrDefault()}'.");
        foreach (var finding in staging.Findings) Write(finding, language);
        Console.Error.WriteLine($"{staging.People} people: {staging.ToRegister} can be registered, {staging.HeldBack} held back, {staging.Registered} registered already.");
        if (dryRun) return staging.Findings.Count == 0 ? 0 : 1;
        var result = await node.Imports.CommitAsync(officer, staging, stop: stop) ?? throw new RegisterException($"{officer.Name} may not import lists.");
        foreach (var finding in result.Findings) Write(finding, language);
        Console.Error.WriteLine($"{result.Persons} people in {result.Groups} groups were registered{(result.Stopped ? "; stopped before the end: import the list again to go on" : "")}.");
        return staging.Findings.Count + result.Findings.Count == 0 && !result.Stopped ? 0 : 1;
    }

    // The program acts for an officer of the node; what is written names her.
    private static async Task<Actor> ActingAsync(RegisterNode node, string? userName)
    {
        var officers = (await node.Officers.ListAsync()).Where(o => o.Active).ToList();
        var officer = userName is null ? officers.Find(o => o.Roles.Contains("registration_officer")) : officers.Find(o => o.UserName == userName);
        if (officer is null)
            throw new RegisterException(userName is null ? "There is no active registration officer; make one, or name an officer with --as." : $"There is no active officer '{userName}'.");
        var role = officer.Roles.FirstOrDefault(r => node.Pack.Roles.TryGetValue(r, out var known) && known.Actions.Contains(Nansen.Packs.Actions.Import));
        return role is null ? throw new RegisterException($"{officer.UserName} has no role that imports lists.") : officer.As(role);
    }

    private static void Write(ImportFinding finding, string language) => Console.Out.WriteLine(JsonSerializer.Serialize(new
    {
        row = finding.Row,
        column = finding.Column,
        code = finding.Code,
        message = finding.Message.In(language),
        fix = finding.Fix.In(language),
    }, Line));

    private static Option<string> Form() => new("--form") { Description = "Registration form", DefaultValueFactory = _ => "registration_emergency" };
}
