using System.Globalization;
using System.Text;
using OrderPipeline.Messaging.Producing.Retrying;
using OrderPipeline.Producer.Source.Lines;

namespace OrderPipeline.Producer.Sending;

/// <summary>Why an order is a dead letter, in words.</summary>
internal static class FailureReason
{
    /// <summary>One sentence; equal causes give equal sentences, but for the size of what is too large.</summary>
    public static string Sentence(UnsentRecord record)
    {
        if (record.Origin is BadLine line) return line.Reason;
        var last = record.Attempts[^1];
        return last.Failure == DeliveryFailure.TooLarge
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"The order is {record.Value?.Length ?? 0} bytes, more than is taken here: {last.Reason}.")
            : $"The order could not be delivered: {last.Reason}.";
    }

    /// <summary>What a person needs to look further; no payload.</summary>
    public static string Detail(UnsentRecord record)
    {
        if (record.Origin is BadLine line)
            return string.Create(CultureInfo.InvariantCulture, $"Line {line.Number} of the input, {line.Length} bytes");
        var detail = new StringBuilder();
        for (var index = 0; index < record.Attempts.Count; index++)
        {
            var attempt = record.Attempts[index];
            detail.Append(
                CultureInfo.InvariantCulture,
                $"Attempt {index + 1}: {attempt.Error} after {attempt.Duration.TotalMilliseconds:0} ms, ");
            detail.Append(attempt.Persistence).Append(".\n");
        }

        if (record.ClusterError is { } cluster) detail.Append("The client said: ").Append(cluster);
        return detail.ToString().TrimEnd();
    }
}
