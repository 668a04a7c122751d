using Xunit;

namespace Avro.Tests.Interop;

/// <summary>Counts how two implementations resolve the same data, and fails with the first differences.</summary>
internal sealed class ResolutionTally(string peer)
{
    /// <summary>Stands where our side has no plan for the two schemas.</summary>
    internal const string NoPlan = "no plan";

    private const int MostShown = 3;
    private const int LongestShown = 1500;

    private readonly Dictionary<string, int> _counts = [];
    private readonly List<string> _differences = [];
    private string _schemas = "";

    internal void Compare(List<string> requests, List<string> ours, List<string> theirs)
    {
        var (isUnknown, isRefused) = (false, false);
        for (var i = 0; i < requests.Count; i++)
        {
            if (requests[i].StartsWith("writer", StringComparison.Ordinal))
            {
                _schemas = requests[i];
                isUnknown = theirs[i] != "ok";
            }
            else if (requests[i].StartsWith("reader", StringComparison.Ordinal))
            {
                _schemas += "\n  " + requests[i];
                isRefused = theirs[i] != "ok";
            }
            else if (!isUnknown)
            {
                Count(requests[i], ours[i], theirs[i], isRefused);
            }
        }
    }

    internal void Tell()
    {
        var counts = string.Join(", ", _counts.Select(count => $"{count.Value} {count.Key}"));
        TestContext.Current.TestOutputHelper?.WriteLine($"{peer}: {counts}");
        Assert.True(_differences.Count == 0, counts + "\n" + string.Join('\n', _differences));
        Assert.True(_counts["the same"] > 0);
    }

    private void Count(string request, string ours, string theirs, bool isRefusedBeforehand)
    {
        var isError = theirs.StartsWith("error", StringComparison.Ordinal);
        var isRefusedHere = ours.StartsWith("error", StringComparison.Ordinal);
        var outcome = ours == theirs ? "the same"
            : isError && (isRefusedHere || ours == NoPlan) ? "refused by both"
            : theirs.StartsWith(Tally.JavasFault, StringComparison.Ordinal) ? "failed there"
            : isRefusedBeforehand ? "refused there beforehand"
            : ours == NoPlan ? "refused here beforehand"
            : IsStricter(ours) ? "refused here where others look on"
            : "different";
        _counts[outcome] = _counts.GetValueOrDefault(outcome) + 1;
        if (outcome == "different" && _differences.Count < MostShown)
            _differences.Add($"{Cut(_schemas)}\n  {Cut(request)}\n  ours   {Cut(ours)}\n  theirs {Cut(theirs)}");
    }

    /// <summary>
    /// A branch of the writer's that the reader cannot take in every case is refused as a whole, where others look at
    /// the data; bytes that are no UTF-8 become no string, where others keep them in one.
    /// </summary>
    private static bool IsStricter(string ours) =>
        ours.EndsWith("holds what the reader does not take", StringComparison.Ordinal)
        || ours.EndsWith("is not UTF-8", StringComparison.Ordinal);

    private static string Cut(string text) => text.Length <= LongestShown ? text : text[..LongestShown] + "…";
}
