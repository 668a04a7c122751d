using OrderPipeline.LocalCluster;
using OrderPipeline.Messaging.Hosting;

namespace OrderPipeline.Demo.Programs;

/// <summary>All processes of the demo; none is left behind, however the demo ends.</summary>
internal sealed class ProgramSet : IAsyncDisposable
{
    private static readonly TimeSpan StopBound = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LeaveBound = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan AnswerBound = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly List<ProgramProcess> _started = [];
    private readonly OrphanGuard _guard = new();
    private readonly string[] _where;
    private bool _closed;

    public ProgramSet(EmbeddedCluster cluster)
    {
        _where =
        [
            $"--Kafka:BootstrapServers={cluster.BootstrapServers}",
            $"--SchemaRegistry:Url={cluster.RegistryUrl}",
        ];
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
    }

    /// <summary>Starts a program against the cluster.</summary>
    public ProgramProcess Start(ProgramName name, Action<ProgramLine> onLine, params string[] arguments)
    {
        lock (_gate)
        {
            // Whoever is being ended must not start another.
            ObjectDisposedException.ThrowIf(_closed, this);
            var process = ProgramProcess.Start(name, [.. arguments, .. _where], onLine);
            _started.Add(process);
            _guard.Add(process.Id);
            return process;
        }
    }

    /// <summary>Asks a program to stop and waits for its last line; kills it where it does not stop.</summary>
    /// <returns>Its exit code; null where it had to be killed.</returns>
    public static async Task<int?> StopAsync(ProgramProcess program)
    {
        program.Stop();
        try
        {
            return await program.Ended.WaitAsync(StopBound);
        }
        catch (TimeoutException)
        {
            program.Kill();
            return null;
        }
    }

    /// <summary>Runs a program to its end and gives what it printed on standard output.</summary>
    /// <exception cref="ProgramException">It failed; its own sentence is in the message.</exception>
    public async Task<string> AskAsync(ProgramName name, CancellationToken stop, params string[] arguments)
    {
        var output = new List<string>();
        var lastError = "";
        var process = Start(
            name,
            line =>
            {
                lock (output)
                {
                    if (line.IsError)
                        lastError = line.Text;
                    else
                        output.Add(line.Text);
                }
            },
            arguments);
        var code = await process.Ended.WaitAsync(AnswerBound, stop);
        if (code != ExitCode.Done)
            throw new ProgramException(
                ExitCode.Failed, $"{name} {string.Join(' ', arguments)} ended with exit code {code}: {lastError}");
        return string.Join('\n', output);
    }

    /// <summary>Ends what still runs, within a few seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        ProgramProcess[] left;
        lock (_gate)
        {
            _closed = true;
            left = [.. _started.Where(process => !process.Ended.IsCompleted)];
        }

        foreach (var process in left)
            process.Stop();
        var all = Task.WhenAll(left.Select(process => process.Ended));
        await Task.WhenAny(all, Task.Delay(LeaveBound));
        KillAll();
        await Task.WhenAny(all, Task.Delay(LeaveBound));
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        _guard.Dispose();
    }

    private void OnProcessExit(object? sender, EventArgs arguments)
    {
        lock (_gate)
            _closed = true;
        KillAll();
    }

    private void KillAll()
    {
        lock (_gate)
        {
            foreach (var process in _started.Where(process => !process.Ended.IsCompleted))
                process.Kill();
        }
    }
}
