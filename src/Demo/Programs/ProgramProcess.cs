using System.Diagnostics;

namespace OrderPipeline.Demo.Programs;

/// <summary>One of the programs as a process, its lines handed on as they come.</summary>
internal sealed class ProgramProcess
{
    private readonly Process _process;
    private readonly Action<ProgramLine> _onLine;

    private ProgramProcess(ProgramName name, Process process, Action<ProgramLine> onLine)
    {
        (Name, _process, _onLine) = (name, process, onLine);
        Ended = EndAsync();
    }

    public ProgramName Name { get; }

    public int Id => _process.Id;

    /// <summary>Its exit code, once it has ended and all its lines were handed on.</summary>
    public Task<int> Ended { get; }

    public static ProgramProcess Start(
        ProgramName name, IEnumerable<string> arguments, Action<ProgramLine> onLine)
    {
        var start = new ProcessStartInfo(Dotnet, arguments.Prepend(AssemblyOf(name)))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            StandardErrorEncoding = System.Text.Encoding.UTF8,
            UseShellExecute = false,
        };
        // Settings that somebody has exported for a cluster of their own are not the demo's.
        foreach (var setting in start.Environment.Keys.Where(IsSetting).ToList())
            start.Environment.Remove(setting);
        StopSignal.Prepare(start);
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{name} did not start");
        process.StandardInput.Close();
        return new(name, process, onLine);
    }

    /// <summary>Asks it to stop; it drains, prints its last lines and ends.</summary>
    public void Stop() => StopSignal.Send(_process);

    /// <summary>Ends it at once.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }

    private static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private static string AssemblyOf(ProgramName name) =>
        Path.Combine(AppContext.BaseDirectory, $"OrderPipeline.{name}.dll");

    private static bool IsSetting(string name) =>
        name.StartsWith("ORDERPIPELINE_", StringComparison.OrdinalIgnoreCase);

    private async Task<int> EndAsync()
    {
        await Task.WhenAll(
            ReadAsync(_process.StandardOutput, isError: false), ReadAsync(_process.StandardError, isError: true));
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    private async Task ReadAsync(StreamReader reader, bool isError)
    {
        while (await reader.ReadLineAsync() is { } line)
            _onLine(new(Name, line, isError));
    }
}
