using System.Diagnostics;
using TestKit;
using TestKit.Processes;

namespace Chaos.Tests.Instances;

/// <summary>
/// One consumer with an id that stays, under a supervisor: whenever its process ends it is started again.
/// </summary>
/// <remarks>Not where it refuses its settings. Disposing kills it.</remarks>
internal sealed class Instance : IAsyncDisposable
{
    private const int Killed = 137;
    private const int WrongUsage = 2;
    private const int LinesKept = 40;
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(2);
    private static readonly TimeSpan StopBound = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstAverageBound = TimeSpan.FromSeconds(60);
    private static readonly TimeProvider Clock = TimeProvider.System;

    private readonly Lock _gate = new();
    private readonly Func<int, ProgramRun> _start;
    private readonly List<InstanceExit> _exits = [];
    private readonly List<string> _log = [];
    private readonly List<TimeSpan> _firstAverages = [];
    private readonly Task _supervision;
    private ProgramRun _run;
    private readonly TaskCompletionSource _ended = new();
    private TimeSpan _away;
    private bool _isEnding;
    private bool _wasAsked;

    /// <param name="id">Its id, the same after every start.</param>
    /// <param name="start">Starts its process; told how often it was started before.</param>
    public Instance(string id, Func<int, ProgramRun> start)
    {
        Id = id;
        _start = start;
        _run = start(0);
        _supervision = SuperviseAsync();
    }

    public string Id { get; }

    /// <summary>The process as it runs now.</summary>
    public ProgramRun Run
    {
        get
        {
            lock (_gate) return _run;
        }
    }

    /// <summary>Every end of its process so far.</summary>
    public IReadOnlyList<InstanceExit> Exits
    {
        get
        {
            lock (_gate) return [.. _exits];
        }
    }

    /// <summary>How long after each SIGKILL the next process had committed its first average, where one came.</summary>
    public IReadOnlyList<TimeSpan> FirstAverages
    {
        get
        {
            lock (_gate) return [.. _firstAverages];
        }
    }

    /// <summary>All lines of standard error of the processes that have ended, and of the one that runs.</summary>
    public IReadOnlyList<string> Log
    {
        get
        {
            lock (_gate) return [.. _log, .. Lines(_run)];
        }
    }

    /// <summary>Whether its process stands still by SIGSTOP.</summary>
    public bool IsStopped
    {
        get
        {
            try
            {
                // The state follows the name, which stands in parentheses.
                var stat = File.ReadAllText($"/proc/{Run.Id}/stat");
                return stat[stat.LastIndexOf(')') + 2] == 'T';
            }
            catch (IOException)
            {
                // It has just ended.
                return false;
            }
        }
    }

    /// <summary>SIGKILL. The supervisor starts it again at once.</summary>
    public void Kill() => Do(static run => run.KillAsync());

    public void Pause() => Do(static run => Signal(run, ProcessSignal.Stop), isEnd: false);

    public void Resume() => Do(static run => Signal(run, ProcessSignal.Continue), isEnd: false);

    /// <summary>SIGTERM. The supervisor starts it again when it has ended, and some time has passed.</summary>
    public void Terminate(TimeSpan away)
    {
        lock (_gate) _away = away;
        Do(static run => Signal(run, ProcessSignal.Terminate));
    }

    /// <summary>Ends it for good by SIGTERM and gives the exit code; a process that does not end is a hang.</summary>
    public async Task<int> StopAsync()
    {
        ProgramRun run;
        lock (_gate)
        {
            _isEnding = true;
            run = _run;
        }

        _ended.TrySetResult();

        if (!run.HasEnded)
        {
            run.Signal(ProcessSignal.Continue);
            // Before its first line it may not hear the signal yet.
            await Eventually.True(() => run.HasEnded || run.Errors.Count + run.Output.Count > 0, StopBound);
            run.Signal(ProcessSignal.Terminate);
        }

        var code = await run.ExitAsync(StopBound);
        await Eventually.Ends(_supervision, StopBound);
        return code;
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate) _isEnding = true;
        _ended.TrySetResult();
        var run = Run;
        if (!run.HasEnded) await run.KillAsync();
        await Eventually.Ends(_supervision, StopBound);
        await run.DisposeAsync();
    }

    private static Task Signal(ProgramRun run, ProcessSignal signal)
    {
        run.Signal(signal);
        return Task.CompletedTask;
    }

    private void Do(Func<ProgramRun, Task> work, bool isEnd = true)
    {
        lock (_gate)
        {
            if (_run.HasEnded) return;
            _wasAsked |= isEnd;
            // The supervisor waits for the end; a kill is not over before that.
            _ = work(_run);
        }
    }

    private async Task SuperviseAsync()
    {
        for (var starts = 1; ; starts++)
        {
            var run = Run;
            var code = await run.ExitAsync(LongestLife);
            var ended = Stopwatch.GetTimestamp();
            lock (_gate)
            {
                _exits.Add(new InstanceExit(Id, code, _wasAsked, string.Join('\n', run.Errors.TakeLast(LinesKept))));
                _log.AddRange(Lines(run));
                _log.Add($"{Id}: ended with {code}");
            }

            await AwayAsync();
            lock (_gate)
            {
                if (_isEnding || code == WrongUsage) return;
                (_wasAsked, _away) = (false, TimeSpan.Zero);
                _run = _start(starts);
            }

            if (code == Killed) _ = MeasureAsync(Run, ended);
            await run.DisposeAsync();
        }
    }

    private async Task AwayAsync()
    {
        TimeSpan away;
        lock (_gate) away = _isEnding ? TimeSpan.Zero : _away;
        await Task.WhenAny(Task.Delay(away, Clock), _ended.Task);
    }

    private async Task MeasureAsync(ProgramRun run, long ended)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (ReferenceEquals(Run, run) && Stopwatch.GetElapsedTime(ended) < FirstAverageBound)
        {
            if (run.Output.Any(line => line.StartsWith('✔')))
            {
                lock (_gate) _firstAverages.Add(Stopwatch.GetElapsedTime(ended));
                return;
            }

            await timer.WaitForNextTickAsync();
        }
    }

    private IEnumerable<string> Lines(ProgramRun run) => run.TimedErrors.Select(line => $"{Id}: {line}");
}
