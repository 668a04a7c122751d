namespace OrderPipeline.Contracts.Settings;

/// <summary>Checks the section <c>Topics</c>.</summary>
public static class TopicsOptionsValidator
{
    private const int LongestName = 249;

    /// <summary>Each bad key with what would be right.</summary>
    public static IEnumerable<(string Key, string Problem)> Validate(TopicsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (string Key, string Name)[] names =
        [
            (nameof(options.Orders), options.Orders), (nameof(options.DeadLetters), options.DeadLetters),
            (nameof(options.Averages), options.Averages), (nameof(options.Redrives), options.Redrives),
        ];
        foreach (var (key, name) in names)
        {
            if (!IsLegal(name))
                yield return (key, "must be 1 to 249 letters, digits, dots, dashes or underscores, not . or ..");
            else if (names.FirstOrDefault(other => other.Name == name && other.Key != key).Key is { } same)
                yield return (key, $"must be another topic than Topics:{same}");
        }

        if (options.OrdersPartitions < 1)
            yield return (nameof(options.OrdersPartitions), "must be 1 or more");
        if (options.DeadLettersPartitions < 1)
            yield return (nameof(options.DeadLettersPartitions), "must be 1 or more");
        if (options.ReplicationFactor is < 1 and not -1)
            yield return (nameof(options.ReplicationFactor), "must be 1 or more, or -1 for the cluster's own");
        if (options.DeadLettersRetention <= TimeSpan.Zero)
            yield return (nameof(options.DeadLettersRetention), "must be above zero");
    }

    private static bool IsLegal(string name) =>
        name.Length is >= 1 and <= LongestName && name is not ("." or "..")
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_');
}
