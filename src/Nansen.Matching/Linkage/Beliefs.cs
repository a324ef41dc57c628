namespace Nansen.Matching;

/// <summary>
/// What is believed of an attribute before a file is seen: how its levels of agreement spread in each class. Each list
/// is as long as the attribute has levels, from "different" upwards; the file's own pairs then teach the rest.
/// </summary>
/// <param name="Match">Records of one person.</param>
/// <param name="Kin">Another person of the same household.</param>
/// <param name="Namesakes">People who share a name.</param>
/// <param name="Strangers">People who share a date or a place only.</param>
public sealed record Belief(IReadOnlyList<double> Match, IReadOnlyList<double> Kin, IReadOnlyList<double> Namesakes, IReadOnlyList<double> Strangers)
{
    internal double[,] Table(int levels)
    {
        var table = new double[LatentClasses.Classes, 16];
        IReadOnlyList<double>[] classes = [Match, Kin, Namesakes, Strangers];
        for (var c = 0; c < classes.Length; c++)
            for (var l = 0; l < levels - 1; l++) table[c, l + 1] = l < classes[c].Count ? classes[c][l] : 1e-3;
        return table;
    }
}
