namespace OrderPipeline.Demo.Balancing;

/// <summary>The producer's last line: <c>sent 2,000 · delivered 2,000 · dead-lettered 0 · spooled 0 ·
/// 402/s</c>.</summary>
internal sealed partial record ProducerReport(long Sent, long Delivered, long DeadLettered, long Spooled)
{
    /// <summary>Reads the line; null where it is another.</summary>
    public static ProducerReport? Parse(string line)
    {
        var match = Pattern().Match(line);
        return match.Success ? new(Of(match, 1), Of(match, 2), Of(match, 3), Of(match, 4)) : null;
    }

    private static long Of(System.Text.RegularExpressions.Match match, int group) => long.Parse(
        match.Groups[group].ValueSpan, System.Globalization.NumberStyles.AllowThousands,
        System.Globalization.CultureInfo.InvariantCulture);

    [System.Text.RegularExpressions.GeneratedRegex(
        @"^sent ([\d,]+) · delivered ([\d,]+) · dead-lettered ([\d,]+) · spooled ([\d,]+) · ")]
    private static partial System.Text.RegularExpressions.Regex Pattern();
}
