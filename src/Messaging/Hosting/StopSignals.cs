using System.Runtime.InteropServices;

namespace OrderPipeline.Messaging.Hosting;

/// <summary>Ctrl+C and SIGTERM: the first asks the program to stop, the second ends it at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Action _endAtOnce;
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _signals;

    public StopSignals(Action endAtOnce)
    {
        _endAtOnce = endAtOnce;
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle));
    }

    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Counts one signal; called on a thread of the runtime's own.</summary>
    public void Raise()
    {
        if (Interlocked.Increment(ref _signals) > 1)
            _endAtOnce();
        else
            _stopping.Cancel();
    }

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        // Not disposed: a signal may still be on its way.
        GC.SuppressFinalize(this);
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        Raise();
    }
}
