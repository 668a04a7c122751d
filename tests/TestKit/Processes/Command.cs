using System.ComponentModel;
using System.Diagnostics;
using Xunit.Sdk;

namespace TestKit.Processes;

/// <summary>Runs a short command to its end.</summary>
public static class Command
{
    /// <summary>Runs it within a bound; past that it is ended, with its children, and the test fails.</summary>
    public static async Task<CommandResult> RunAsync(
        string file,
        IEnumerable<string> arguments,
        TimeSpan within,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start");
        process.StandardInput.Close();
        using var guarded = ProcessGuard.Keep(process.Id);
        using var bound = new CancellationTokenSource(within);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(bound.Token);
            var errors = process.StandardError.ReadToEndAsync(bound.Token);
            await process.WaitForExitAsync(bound.Token);
            return new CommandResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            var line = string.Join(' ', start.ArgumentList.Prepend(file));
            throw new XunitException($"did not end within {within.TotalSeconds:0} s: {line}");
        }
    }

    /// <summary>Like <see cref="RunAsync"/>, and fails where the exit code is not 0.</summary>
    public static async Task<string> OutputOfAsync(
        string file,
        IEnumerable<string> arguments,
        TimeSpan within,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var list = arguments.ToList();
        var result = await RunAsync(file, list, within, environment);
        if (result.ExitCode != 0)
        {
            var line = string.Join(' ', list.Prepend(file));
            throw new XunitException($"{line} ended with {result.ExitCode}: {result.Errors.Trim()}");
        }


        return result.Output.Trim();
    }

    /// <summary>Whether such a program is on this machine.</summary>
    public static async Task<bool> ExistsAsync(string file)
    {
        try
        {
            return (await RunAsync(file, ["--version"], TimeSpan.FromSeconds(30))).ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
