using System.Text.Json;

namespace Nansen.Register;

/// <summary>What a node is set up as; kept in <c>register.json</c> of the data directory.</summary>
/// <param name="State">ISO 3166-1 alpha-3 code of the State, or UTO for the specimen State of demonstrations.</param>
/// <param name="Alpha2">The State's two letters in certificates (UT for Utopia).</param>
/// <param name="Demo">A demonstration: users without a second factor, the specimen State trusted, said on every page.</param>
/// <param name="Pack">Folder of the pack; null: the model pack that ships with the product.</param>
/// <param name="PinnedDay">For demonstrations: the day it is taken to be; null: today.</param>
/// <param name="Like">For demonstrations: UNHCR's code of the State whose published figures it is made like; pages show those beside its own.</param>
public sealed record NodeSettings(string State, string Alpha2, bool Demo, string? Pack = null, DateOnly? PinnedDay = null, string? Like = null)
{
    private const string FileName = "register.json";
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Reads the settings of a data directory.</summary>
    /// <exception cref="RegisterException">There are none, or they cannot be read.</exception>
    public static NodeSettings Read(string directory)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path)) throw new RegisterException($"There is no register in {directory}: make one with 'nansen init --data {directory}' or 'nansen demo --data {directory}'.");
        try
        {
            return JsonSerializer.Deserialize<NodeSettings>(File.ReadAllText(path), Json) ?? throw new RegisterException($"{path} is empty.");
        }
        catch (JsonException broken)
        {
            throw new RegisterException($"{path} cannot be read: line {broken.LineNumber + 1}. Restore it from a backup.", broken);
        }
    }

    /// <summary>Writes the settings.</summary>
    public void Write(string directory) => File.WriteAllText(Path.Combine(directory, FileName), JsonSerializer.Serialize(this, Json));
}

/// <summary>The register cannot do what was asked; the message says why and what to do.</summary>
public sealed class RegisterException : Exception
{
    /// <summary>With a message for the person who reads it.</summary>
    public RegisterException(string message) : base(message)
    {
    }

    /// <summary>With the cause inside.</summary>
    public RegisterException(string message, Exception inner) : base(message, inner)
    {
    }

    /// <summary>Without particulars.</summary>
    public RegisterException() : this("The register cannot do this.")
    {
    }
}
