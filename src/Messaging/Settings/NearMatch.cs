namespace OrderPipeline.Messaging.Settings;

/// <summary>Finds the known name that a mistyped one most likely meant.</summary>
internal static class NearMatch
{
    private const int ShortestBeginning = 3;

    /// <summary>The nearest of the names, or the only one that begins so; null where none is near.</summary>
    public static string? Find(string word, IReadOnlyCollection<string> names)
    {
        var longer = names.Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase)).Take(2).ToArray();
        if (longer.Length == 1 && word.Length >= ShortestBeginning)
            return longer[0];
        string? best = null;
        var limit = Math.Max(2, word.Length / 3);
        foreach (var name in names)
        {
            var distance = Distance(word.ToUpperInvariant(), name.ToUpperInvariant());
            if (distance > limit || distance >= name.Length)
                continue;
            (best, limit) = (name, distance - 1);
        }
        return best;
    }

    /// <summary>The end of an error's sentence: a suggestion, or all there is.</summary>
    public static string Suggest(string word, IReadOnlyCollection<string> names)
    {
        var near = Find(word, names);
        return near is null ? $"there are {string.Join(", ", names)}" : $"did you mean {near}?";
    }

    private static int Distance(string left, string right)
    {
        var row = new int[right.Length + 1];
        for (var column = 0; column <= right.Length; column++)
            row[column] = column;
        for (var line = 1; line <= left.Length; line++)
        {
            var diagonal = row[0];
            row[0] = line;
            for (var column = 1; column <= right.Length; column++)
            {
                var cost = left[line - 1] == right[column - 1] ? 0 : 1;
                var best = Math.Min(Math.Min(row[column], row[column - 1]) + 1, diagonal + cost);
                (diagonal, row[column]) = (row[column], best);
            }
        }
        return row[right.Length];
    }
}
