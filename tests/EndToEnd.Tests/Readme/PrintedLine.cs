using System.Text.RegularExpressions;

namespace EndToEnd.Tests.Readme;

/// <summary>A printed line without what differs between two runs: times, rates, who came first.</summary>
internal static partial class PrintedLine
{
    public static string Of(string line)
    {
        var text = Time().Replace(line.TrimEnd(), "TIME");
        text = Rate().Replace(text, "RATE");
        // The demo shows a few lines of many, and not the same ones each time.
        text = DemoLine().Replace(text, "$1 │ $2 …");
        text = RunningAverage().Replace(text, "$1   average …");
        return Offset().Replace(text, "$1N");
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[\d:.]+Z")]
    private static partial Regex Time();

    [GeneratedRegex(@"\b[\d,]+/s$")]
    private static partial Regex Rate();

    [GeneratedRegex(@"^(producer|consumer) │ ([→✔↻✖]) .*")]
    private static partial Regex DemoLine();

    [GeneratedRegex(@"^(✔ .*)   average [\d.,]+ \(n \d+\)$")]
    private static partial Regex RunningAverage();

    // Places of dead letters: whichever order fails first has the first.
    [GeneratedRegex(@"(orders\.DLQ\[0\]@|\b0:)\d+")]
    private static partial Regex Offset();
}
