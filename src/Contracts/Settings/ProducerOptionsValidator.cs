namespace OrderPipeline.Contracts.Settings;

/// <summary>Checks the section <c>Producer</c>.</summary>
public static class ProducerOptionsValidator
{
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    /// <summary>Each bad key with what would be right.</summary>
    public static IEnumerable<(string Key, string Problem)> Validate(ProducerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Attempts is < 1 or > 100)
            yield return (nameof(options.Attempts), "must be from 1 to 100");
        if (options.AttemptTimeout < TimeSpan.FromMilliseconds(100) || options.AttemptTimeout > TenMinutes)
            yield return (nameof(options.AttemptTimeout), "must be from 100ms to 10 minutes");
        if (options.BackoffBase < TimeSpan.Zero || options.BackoffBase > TimeSpan.FromMinutes(1))
            yield return (nameof(options.BackoffBase), "must be from 0 to 1 minute");
        if (options.BackoffMax < options.BackoffBase || options.BackoffMax > TenMinutes)
            yield return (nameof(options.BackoffMax), "must be from Producer:BackoffBase to 10 minutes");
        if (!Enum.IsDefined(options.Key))
            yield return (nameof(options.Key), "must be OrderId or Product");
    }
}
