namespace Nansen.Matching;

/// <summary>What is believed of an attribute before a file is seen: how its levels spread in each class.</summary>
internal static class Beliefs
{
    /// <summary>Class by level, level 0 (missing) left out.</summary>
    public static double[,] Of(LinkAttribute attribute) => attribute.Kind switch
    {
        // levels: different, doubtful, close, same sound common, between, rare
        AttributeKind.Given => Table([.03, .04, .10, .33, .25, .25], [.92, .04, .02, .01, .005, .005], [.1, .05, .1, .5, .2, .05], [.8, .09, .05, .05, .008, .002]),
        AttributeKind.Family => Table([.05, .04, .09, .22, .25, .35], [.04, .03, .08, .3, .25, .3], [.1, .05, .1, .45, .2, .1], [.8, .09, .05, .05, .008, .002]),
        AttributeKind.Patronymic => Table([.03, .04, .10, .33, .25, .25], [.04, .03, .08, .35, .25, .25], [.6, .08, .07, .2, .04, .01], [.8, .09, .05, .05, .008, .002]),
        // levels: six steps of probability, then not common, rare
        AttributeKind.Whole => Table([.03, .03, .04, .05, .05, .15, .25, .4], [.5, .3, .1, .05, .02, .01, .01, .01], [.55, .2, .1, .05, .04, .03, .02, .01], [.9, .06, .02, .01, .005, .003, .001, .001]),
        // levels: different, same year, near, year, default, typing, year off, swapped, same
        AttributeKind.Birth => Table([.02, .02, .04, .08, .05, .03, .03, .03, .70], [.80, .04, .08, .03, .02, .01, .005, .005, .01], [.86, .04, .05, .02, .02, .004, .003, .002, .001], [.3, .03, .03, .04, .02, .02, .01, .01, .54]),
        AttributeKind.Sex => Table([.03, .97], [.5, .5], [.1, .9], [.5, .5]),
        AttributeKind.Origin => Table([.03, .97], [.02, .98], [.5, .5], [.75, .25]),
        AttributeKind.Phone => Table([.4, .6], [.35, .65], [.99, .01], [.95, .05]),
        AttributeKind.Place => Table([.2, .1, .7], [.2, .05, .75], [.9, .05, .05], [.9, .04, .06]),
        _ => Table([.25, .15, .6], [.4, .1, .5], [.9, .06, .04], [.9, .05, .05]),
    };

    private static double[,] Table(params double[][] classes)
    {
        var table = new double[LatentClasses.Classes, 16];
        for (var c = 0; c < classes.Length; c++)
            for (var l = 0; l < classes[c].Length; l++) table[c, l + 1] = classes[c][l];
        return table;
    }
}
