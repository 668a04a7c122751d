namespace OrderPipeline.Messaging.Settings;

/// <summary>Checks the section <c>Consumer</c>.</summary>
public static class ConsumerOptionsValidator
{
    private const int LongestName = 200;

    /// <summary>Names each bad key with what is wrong and what would be right.</summary>
    public static IEnumerable<(string Key, string Problem)> Validate(ConsumerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (string.IsNullOrWhiteSpace(options.Group) || options.Group.Length > LongestName)
            yield return (nameof(options.Group), $"a consumer group has 1 to {LongestName} characters");
        if (options.InstanceId is { } id && !IsName(id))
            yield return (nameof(
                options.InstanceId), $"an instance id is 1 to {LongestName} letters, digits, '.', '_' or '-'");
        if (options.Attempts is < 1 or > 1_000)
            yield return (nameof(options.Attempts), $"{options.Attempts} is not from 1 to 1,000");
        if (options.RetryBackoffBase > TimeSpan.FromMinutes(10))
            yield return (nameof(options.RetryBackoffBase), "must be 10 minutes at most");
        if (options.RetryBackoffMax < options.RetryBackoffBase || options.RetryBackoffMax > TimeSpan.FromHours(1))
            yield return (nameof(options.RetryBackoffMax), "must be from RetryBackoffBase to one hour");
        if (options.CommitInterval < TimeSpan.FromMilliseconds(1) || options.CommitInterval > TimeSpan.FromSeconds(5))
            yield return (nameof(
                options.CommitInterval), "must be from 1ms to 5s, well below the transaction's time-out");
        if (options.MaxInFlight is < 1 or > 1_000_000)
            yield return (nameof(options.MaxInFlight), $"{options.MaxInFlight} is not from 1 to 1,000,000");
        if (options.LaneCapacity is < 1 or > 10_000_000)
            yield return (nameof(options.LaneCapacity), $"{options.LaneCapacity} is not from 1 to 10,000,000");
        if (options.BreakerConsecutive is < 0 or > 1_000_000)
            yield return (nameof(
                options.BreakerConsecutive), $"{options.BreakerConsecutive} is not from 0 (off) to 1,000,000");
        if (options.BreakerRatio is not (>= 0 and <= 1))
            yield return (nameof(options.BreakerRatio), "must be from 0 (off) to 1");
        if (options.BreakerWindow is < 1 or > 100_000)
            yield return (nameof(options.BreakerWindow), $"{options.BreakerWindow} is not from 1 to 100,000");
        if (options.DuplicateWindow is < 0 or > 1_000_000)
            yield return (nameof(
                options.DuplicateWindow), $"{options.DuplicateWindow} is not from 0 (off) to 1,000,000");
        if (options.InputFormat == InputFormat.Raw && string.IsNullOrEmpty(options.InputSchemaFile))
            yield return (nameof(
                options.InputSchemaFile), "InputFormat Raw needs the schema that the records were written with");
        if (!string.IsNullOrEmpty(options.InputSchemaFile) && !File.Exists(options.InputSchemaFile))
            yield return (nameof(options.InputSchemaFile), $"there is no file '{options.InputSchemaFile}'");
    }

    private static bool IsName(string text) => text.Length is > 0 and <= LongestName
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-');
}
