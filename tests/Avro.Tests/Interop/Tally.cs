using Xunit;

namespace Avro.Tests.Interop;

/// <summary>Counts what was compared, and fails with the first differences.</summary>
internal sealed class Tally
{
    /// <summary>
    /// Java 1.12.0 fails so on some recursive schemas, on data of its own as well: a rule of its grammar is missing.
    /// </summary>
    internal const string JavasFault = "error\tNullPointerException: Cannot read field \"kind\"";

    private readonly List<string> _differences = [];
    private string _schema = "";

    /// <summary>Records that are the same on both sides.</summary>
    internal int Same { get; private set; }

    /// <summary>Records on which the other side fails by a fault of its own.</summary>
    internal int Faults { get; private set; }

    /// <summary>Schemas that the other side does not take.</summary>
    internal int Refused { get; private set; }

    internal void Compare(List<string> requests, List<string> expected, List<string> answers)
    {
        var isRefused = false;
        for (var i = 0; i < requests.Count; i++)
        {
            if (requests[i].StartsWith("writer", StringComparison.Ordinal))
            {
                _schema = requests[i];
                isRefused = answers[i] != "ok";
                Refused += isRefused ? 1 : 0;
                if (isRefused && Refused < 10)
                    TestContext.Current.TestOutputHelper?.WriteLine($"refused: {answers[i]}: {requests[i]}");
            }
            else if (isRefused)
            {
                continue;
            }
            else if (answers[i] == expected[i])
            {
                Same++;
            }
            else if (answers[i].StartsWith(JavasFault, StringComparison.Ordinal))
            {
                Faults++;
            }
            else if (_differences.Count < 5)
            {
                _differences.Add($"{_schema}\n  {requests[i]}\n  ours   {expected[i]}\n  theirs {answers[i]}");
            }
        }
    }

    internal void Tell()
    {
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Same} records the same, {Faults} faults of theirs, {Refused} schemas refused");
        Assert.True(_differences.Count == 0, string.Join('\n', _differences));
        Assert.True(Same > 100 * Faults);
    }
}
