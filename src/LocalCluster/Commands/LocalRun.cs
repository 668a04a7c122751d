using OrderPipeline.LocalCluster.Groups;
using OrderPipeline.LocalCluster.Screen;
using OrderPipeline.LocalCluster.Screen.Status;
using Spectre.Console;

namespace OrderPipeline.LocalCluster.Commands;

/// <summary>Keeps a cluster up and shows it until a signal comes or nobody reads the output any more.</summary>
internal static class LocalRun
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan StopBound = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan EndBound = TimeSpan.FromSeconds(15);

    public static async Task<int> RunAsync(EmbeddedClusterOptions options, bool plain)
    {
        IClusterDisplay? display = null;
        using var signals = new StopSignals(TimeProvider.System, () => EndAtOnce(display));
        signals.Listen();
        var activity = new GroupActivity(TimeProvider.System);
        EmbeddedCluster cluster;
        try
        {
            cluster = await EmbeddedCluster.StartAsync(options, activity, signals.Stopping);
        }
        catch (OperationCanceledException) when (signals.Stopping.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
        try
        {
            var guide = new Guide(cluster.BootstrapServers, cluster.RegistryUrl);
            using (display = Open(guide, plain))
                await KeepAsync(cluster, activity, display, signals.Stopping);
        }
        finally
        {
            await BoundedAsync(cluster.DisposeAsync().AsTask(), EndBound);
        }
        return ExitCode.Done;
    }

    private static async Task KeepAsync(
        EmbeddedCluster cluster, GroupActivity activity, IClusterDisplay display, CancellationToken stop)
    {
        var board = new StatusBoard(TimeProvider.System);
        var ends = new TopicEndsWorker(cluster.Brokers.BootstrapServers);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var asking = ends.RunAsync(ending.Token);
        // On a task of its own: an output that blocks (Ctrl+S, a full pipe) must not keep the cluster from ending.
        var showing = Task.Run(() => ShowAsync(display, Take, ending.Token), CancellationToken.None);
        await Task.WhenAny(showing, Task.Delay(Timeout.Infinite, stop));
        await ending.CancelAsync();
        await BoundedAsync(Task.WhenAll(asking, showing), StopBound);
        if (!OutputPipe.IsClosed())
        {
            await BoundedAsync(
                Task.Run(() =>
                {
                    display.Dispose();
                    Console.WriteLine(LastLine.Of(Take()));
                }, CancellationToken.None),
                StopBound);
        }

        ClusterStatus Take() => board.Take(ends.Latest, activity.Snapshot(), cluster.Registry.Snapshot().Subjects);
    }

    private static IClusterDisplay Open(Guide guide, bool plain) =>
        plain || Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Ansi
            ? new PlainDisplay(Console.Out, guide)
            : new LiveScreen(AnsiConsole.Console, guide);

    private static async Task ShowAsync(IClusterDisplay display, Func<ClusterStatus> take, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Refresh);
        while (!stop.IsCancellationRequested && !OutputPipe.IsClosed())
        {
            display.Show(take());
            try
            {
                await timer.WaitForNextTickAsync(stop);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>The terminal gets its first page back, if it takes it within half a second.</summary>
    private static void EndAtOnce(IClusterDisplay? display)
    {
        Task.Run(() => display?.Dispose()).Wait(TimeSpan.FromMilliseconds(500));
        Environment.Exit(ExitCode.Failed);
    }

    private static async Task BoundedAsync(Task task, TimeSpan bound)
    {
        try
        {
            await task.WaitAsync(bound);
        }
        catch (TimeoutException)
        {
            // What still runs then ends with the process.
        }
    }
}
