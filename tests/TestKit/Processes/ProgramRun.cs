using System.Diagnostics;
using Xunit;
using Xunit.Sdk;

namespace TestKit.Processes;

/// <summary>One of our programs running as a process of its own, as a person at a terminal would run it.</summary>
/// <remarks>Disposing kills it if it still runs; so does the end of the test process.</remarks>
public sealed class ProgramRun : IAsyncDisposable
{
    private const int LinesInFailure = 30;
    private static readonly TimeSpan EndBound = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly string _commandLine;
    private readonly IDisposable _guarded;
    private readonly ProgramLines _output = new();
    private readonly ProgramLines _errors = new();

    // A shell and what it starts share the shell's id as their group, which signals reach by its negative.
    private readonly int _signalled;

    private ProgramRun(Process process, string commandLine, bool isGroup)
    {
        _process = process;
        _commandLine = commandLine;
        _signalled = isGroup ? -process.Id : process.Id;
        _guarded = ProcessGuard.Keep($"kill -KILL -- {_signalled}");
        process.OutputDataReceived += (_, data) => Take(_output, data.Data);
        process.ErrorDataReceived += (_, data) => Take(_errors, data.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    /// <summary>Standard output so far, line by line.</summary>
    public IReadOnlyList<string> Output => _output.All;

    /// <summary>Standard error so far, line by line.</summary>
    public IReadOnlyList<string> Errors => _errors.All;

    /// <summary>Standard error so far, each line with the time of day at which it came.</summary>
    public IReadOnlyList<string> TimedErrors => _errors.Timed;

    public static ProgramRun Start(TestProgram program, params string[] arguments) =>
        Start(program, arguments, new ProgramOptions());

    public static ProgramRun Start(TestProgram program, IEnumerable<string> arguments, ProgramOptions options)
    {
        var start = new ProcessStartInfo("dotnet", arguments.Prepend(program.AssemblyPath));
        return Start(start, options, string.Join(' ', arguments.Prepend(program.Project)), isGroup: false);
    }

    /// <summary>A line as a person types it into a shell, in a session of its own: signals reach all it
    /// starts.</summary>
    public static ProgramRun StartShell(string line, ProgramOptions options)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the line is for a Unix shell");
        return Start(new ProcessStartInfo("setsid", ["bash", "-c", line]), options, line, isGroup: true);
    }

    private static ProgramRun Start(ProcessStartInfo start, ProgramOptions options, string commandLine, bool isGroup)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.UseShellExecute = false;
        start.WorkingDirectory = options.WorkingFolder;
        // What the person who runs the tests has set for the programs must not change what the tests see.
        foreach (var name in start.Environment.Keys.Where(IsOurs).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in options.Environment)
            start.Environment[name] = value;
        ProcessSignals.LetProgramsBeInterrupted();
        var process = Process.Start(start)
            ?? throw new InvalidOperationException($"{start.FileName} did not start");
        if (!options.KeepsInputOpen)
            process.StandardInput.Close();
        return new ProgramRun(process, commandLine, isGroup);
    }

    /// <summary>The first line of standard output that contains the text, waiting for it.</summary>
    public Task<string> LineAsync(string text, TimeSpan within) =>
        FirstAsync(_output, text, $"'{text}' on standard output", within);

    /// <summary>The first line of standard error that contains the text, waiting for it.</summary>
    public Task<string> ErrorLineAsync(string text, TimeSpan within) =>
        FirstAsync(_errors, text, $"'{text}' on standard error", within);

    /// <summary>Waits for the end and gives the exit code.</summary>
    public async Task<int> ExitAsync(TimeSpan within)
    {
        using var bound = new CancellationTokenSource(within);
        try
        {
            await _process.WaitForExitAsync(bound.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            throw Failure($"did not end within {within.TotalSeconds:0.###} s");
        }
    }

    /// <summary>Waits for the end and fails, with the last lines, where the exit code is another.</summary>
    public async Task EndsWithAsync(int exitCode, TimeSpan within)
    {
        var actual = await ExitAsync(within);
        if (actual != exitCode)
            throw Failure($"ended with exit code {actual} instead of {exitCode}");
    }

    /// <summary>Writes a line to standard input.</summary>
    public Task WriteAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    /// <summary>Ends standard input.</summary>
    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>SIGKILL, by the process's own id, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: _signalled < 0);
        await ExitAsync(EndBound);
    }

    public void Signal(ProcessSignal signal) => ProcessSignals.Send(_signalled, signal);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _guarded.Dispose();
        _process.Dispose();
    }

    private static void Take(ProgramLines lines, string? line)
    {
        if (line is not null)
            lines.Add(line);
    }

    private static bool IsOurs(string name) => name.StartsWith("ORDERPIPELINE_", StringComparison.OrdinalIgnoreCase);

    private async Task<string> FirstAsync(ProgramLines lines, string text, string what, TimeSpan within)
    {
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var ended = _process.HasExited;
            if (ended)
                await ExitAsync(EndBound); // also waits until both streams are read to their end
            if (lines.FirstWith(text) is { } line)
                return line;
            if (ended)
                throw Failure($"ended with exit code {_process.ExitCode} before {what}");
            if (Stopwatch.GetElapsedTime(started) > within)
                throw Failure($"{what} did not come within {within.TotalSeconds:0.###} s");
            await timer.WaitForNextTickAsync();
        }
    }

    private XunitException Failure(string what)
    {
        var lines = Output.TakeLast(LinesInFailure).Select(line => "  out: " + line)
            .Concat(Errors.TakeLast(LinesInFailure).Select(line => "  err: " + line));
        return new XunitException($"{_commandLine}: {what}\n{string.Join('\n', lines)}");
    }
}
