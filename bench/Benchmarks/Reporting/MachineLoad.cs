using System.Globalization;

namespace Benchmarks.Reporting;

/// <summary>What else the machine was doing, so that figures of a busy one are known for what they are.</summary>
internal static class MachineLoad
{
    private const string File = "/proc/loadavg";

    /// <summary>One sentence.</summary>
    public static string Describe()
    {
        if (!System.IO.File.Exists(File)) return "The machine's load at the start is not known.";
        var parts = System.IO.File.ReadAllText(File).Split(' ');
        var lastMinute = double.Parse(parts[0], CultureInfo.InvariantCulture);
        var isBusy = lastMinute > Environment.ProcessorCount / 2.0;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Load at the start: {lastMinute:0.0}{(isBusy ? ", so the machine was busy with other things." : ".")}");
    }
}
