using System.Globalization;
using OrderPipeline.Messaging.Hosting;

namespace OrderPipeline.DlqMonitor.Commands;

/// <summary>A place in the dead letters' topic, written <c>partition:offset</c>.</summary>
internal readonly record struct LetterPlace(int Partition, long Offset)
{
    /// <exception cref="ProgramException">The text is no place.</exception>
    public static LetterPlace Parse(string? text)
    {
        var parts = (text ?? "").Split(':');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            && offset < long.MaxValue
            ? new LetterPlace(partition, offset)
            : throw new ProgramException(
                ExitCode.Usage, $"a place is written partition:offset, such as 0:12, not {text}");
    }
}
