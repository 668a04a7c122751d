using System.Globalization;

namespace OrderPipeline.Messaging.Output;

/// <summary>A number with what it counts, for people.</summary>
public static class Counted
{
    /// <summary>As in <c>1 record</c> and <c>2,012 records</c>.</summary>
    /// <param name="count">How many, 0 or more.</param>
    /// <param name="noun">One of them; its plural ends in s.</param>
    public static string Of(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");
}
