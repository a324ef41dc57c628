using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Nansen.Matching;

namespace Nansen.Cli;

/// <summary>Linkage between parties who do not show each other names.</summary>
internal static class PrivateVerbs
{
    public static Command Private() => new("private", "Links files without showing names: each side encodes with a shared key, a third without the key compares.") { Key(), Encode(), Link() };

    private static Command Key()
    {
        var @out = new Option<FileInfo>("--out") { Description = "Where the new key goes. A key is for one exercise only.", Required = true };
        var command = new Command("key", "Makes a new key for one exercise.") { @out };
        command.SetAction(parse => MatchingVerbs.Guarded(() =>
        {
            var file = parse.GetRequiredValue(@out);
            if (file.Exists) throw new FormatException($"{file.FullName} is there already; a key is never written over.");
            File.WriteAllText(file.FullName, EncodingKey.NewFile());
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            return 0;
        }));
        return command;
    }

    private static Command Encode()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "CSV with a header line." };
        var key = new Option<FileInfo>("--key-file") { Description = "The key both sides share.", Required = true };
        var @out = new Option<FileInfo>("--out") { Description = "Where the encodings go.", Required = true };
        var map = LinkVerbs.Map();
        var command = new Command("encode", "Encodes the records of a file.") { file, key, @out, map };
        command.SetAction(parse => MatchingVerbs.Guarded(() =>
        {
            var watch = Stopwatch.StartNew();
            var secret = EncodingKey.Read(File.ReadAllBytes(parse.GetRequiredValue(key).FullName));
            var encoded = new RecordEncoder(secret).Encode(new RecordReader(LinkVerbs.MapOf(parse.GetValue(map) ?? [])).Read(parse.GetRequiredValue(file).FullName));
            using var writer = new StreamWriter(MatchingVerbs.Apart(parse.GetRequiredValue(@out), parse.GetRequiredValue(file), parse.GetRequiredValue(key)).FullName);
            encoded.Write(writer);
            Console.Error.WriteLine(JsonSerializer.Serialize(new { records = encoded.Count, tooBare = encoded.TooBare, key = encoded.KeyMark, seconds = Math.Round(watch.Elapsed.TotalSeconds, 3) }));
            return 0;
        }));
        return command;
    }

    private static Command Link()
    {
        var first = new Argument<FileInfo>("A") { Description = "First file of encodings." };
        var second = new Argument<FileInfo>("B") { Description = "Second file of encodings." };
        var @out = new Option<FileInfo>("--out") { Description = "Where the pairs go, as l,r,w.", Required = true };
        var bar = new Option<double?>("--bar") { Description = "Likeness from which a pair is a match; by default the library chooses." };
        var command = new Command("link", "Compares two files of encodings; no key is needed.") { first, second, @out, bar };
        command.SetAction(parse => MatchingVerbs.Guarded(() =>
        {
            var watch = Stopwatch.StartNew();
            var (left, right) = (Read(parse.GetRequiredValue(first)), Read(parse.GetRequiredValue(second)));
            var result = PrivateLinker.Link(left, right, parse.GetValue(bar));
            using var writer = new StreamWriter(MatchingVerbs.Apart(parse.GetRequiredValue(@out), parse.GetRequiredValue(first), parse.GetRequiredValue(second)).FullName);
            writer.Write("l,r,w\n");
            foreach (var pair in result.Pairs)
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"{CsvTable.Quote(left.Ids[pair.Left])},{CsvTable.Quote(right.Ids[pair.Right])},{pair.Probability:0.0000}\n"));
            Console.Error.WriteLine(JsonSerializer.Serialize(new { matches = result.Pairs.Count, bar = result.Bar, compared = result.Compared, seconds = Math.Round(watch.Elapsed.TotalSeconds, 3) }));
            return 0;
        }));
        return command;
    }

    private static EncodedFile Read(FileInfo file)
    {
        using var reader = new StreamReader(file.FullName);
        return EncodedFile.Read(reader, file.Name);
    }
}
