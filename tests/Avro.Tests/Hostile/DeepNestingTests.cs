using System.Diagnostics;
using Xunit;

namespace Avro.Tests.Hostile;

[Trait("Category", "Unit")]
public sealed class DeepNestingTests
{
    [Fact]
    public async Task Nothing_that_nests_a_million_deep_ends_the_process()
    {
        // A main thread has eight megabytes of stack on Linux; those of a pool, which read messages, far less.
        var isWindows = OperatingSystem.IsWindows();
        var start = new ProcessStartInfo(isWindows ? Environment.ProcessPath! : "/bin/sh")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (!isWindows)
        {
            foreach (var argument in new[] { "-c", "ulimit -s 1536; exec \"$0\" \"$@\"", Environment.ProcessPath! })
                start.ArgumentList.Add(argument);
        }

        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(DeepNesting).Assembly.Location);
        start.Environment[DeepNesting.Variable] = "1";
        using var child = Process.Start(start)!;
        var output = child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = child.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(child.ExitCode == 0, $"exit code {child.ExitCode}\n{await output}\n{await errors}");
        Assert.Contains(DeepNesting.Survived, await output, StringComparison.Ordinal);
    }
}
