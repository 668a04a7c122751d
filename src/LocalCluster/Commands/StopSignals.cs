using System.Runtime.InteropServices;

namespace OrderPipeline.LocalCluster.Commands;

/// <summary>Ctrl+C and SIGTERM: the first asks the cluster to end, the second ends it at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _signals;

    public StopSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
    ];

    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Runs before the process ends at once; bounded by half a second, whatever it does.</summary>
    public Action BeforeEnd { get; set; } = () => { };

    // The source is not disposed: a signal may still be on its way.
    public void Dispose() => Array.ForEach(_registrations, registration => registration.Dispose());

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _signals) == 1)
        {
            _stopping.Cancel();
            return;
        }
        Task.Run(BeforeEnd).Wait(TimeSpan.FromMilliseconds(500));
        Environment.Exit(ExitCode.Failed);
    }
}
