using System.Globalization;
using System.Text;
using OrderPipeline.Messaging.Settings;

namespace OrderPipeline.Messaging.Transactions.Guarding;

/// <summary>
/// Lets this process die (<c>CRASH_AT</c>) or stand still (<c>PAUSE_AT</c>) at a named point: for tests only, and
/// nothing where neither is set.
/// </summary>
/// <remarks>The value is a point, and after a colon how often it is reached before, 1 where left out:
/// <c>CRASH_AT=after-send-offsets:3</c>. Points are reached on several threads.</remarks>
internal sealed class CrashPlan(CrashPoint point, int times, Action strike)
{
    private int _left = times;

    /// <summary>The plan that the environment asks for, or null.</summary>
    /// <param name="read">Gives a variable's value.</param>
    /// <exception cref="SettingsException">It asks for a point that there is not.</exception>
    public static CrashPlan? From(Func<string, string?> read)
    {
        if (read("CRASH_AT") is { Length: > 0 } crash) return Parse("CRASH_AT", crash, ProcessSignal.Kill);
        if (read("PAUSE_AT") is { Length: > 0 } pause) return Parse("PAUSE_AT", pause, ProcessSignal.Stop);
        return null;
    }

    /// <summary>The process is at this point.</summary>
    public void Reach(CrashPoint reached)
    {
        if (reached == point && Interlocked.Decrement(ref _left) == 0) strike();
    }

    /// <summary>A point's name as the environment gives it: <c>after-send-offsets</c>.</summary>
    public static string NameOf(CrashPoint point)
    {
        var name = new StringBuilder();
        foreach (var letter in point.ToString())
        {
            if (char.IsUpper(letter) && name.Length > 0) name.Append('-');
            name.Append(char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }

    private static CrashPlan Parse(string variable, string value, Action strike)
    {
        var (name, count) = value.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon
            ? (value[..colon], value[(colon + 1)..])
            : (value, "1");
        var points = Enum.GetValues<CrashPoint>();
        var found = Array.FindIndex(points, candidate => NameOf(candidate) == name);
        var isCount = int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var times) && times > 0;
        if (found >= 0 && isCount)
            return new CrashPlan(points[found], times, strike);
        throw new SettingsException(
            $"{variable}={value} names no point: it is one of {string.Join(", ", points.Select(NameOf))}, " +
            "and after a colon the time at which it counts, from 1");
    }
}
