using TestKit.Processes;

namespace EndToEnd.Tests.BadInput;

/// <summary>What a person at the terminal may see when a program fails: sentences, never a stack trace.</summary>
internal static class PlainErrors
{
    /// <summary>The program ends with this code, and its last words, one line, name what is wrong.</summary>
    public static async Task AssertFailsAsync(ProgramRun run, int exitCode, TimeSpan within, params string[] named)
    {
        await run.EndsWithAsync(exitCode, within);
        var last = run.Errors.LastOrDefault(line => line.Length > 0) ?? "";
        Assert.All(named, word => Assert.Contains(word, last, StringComparison.OrdinalIgnoreCase));
        AssertNoStackTrace(run);
    }

    public static void AssertNoStackTrace(ProgramRun run)
    {
        foreach (var line in run.Output.Concat(run.Errors))
        {
            Assert.DoesNotContain("   at ", line, StringComparison.Ordinal);
            Assert.DoesNotContain("Unhandled exception", line, StringComparison.Ordinal);
            Assert.DoesNotContain("unexpected ", line, StringComparison.Ordinal);
        }
    }
}
