using System.Runtime.InteropServices;

namespace OrderPipeline.Messaging.Hosting;

/// <summary>Ctrl+C and SIGTERM: the first asks the program to stop, the second ends it at once.</summary>
internal sealed class StopSignals : IDisposable
{
    /// <summary>What comes this soon is the first signal once more: <c>timeout</c> signals a process and then its
    /// group, and whoever started a program passes on the Ctrl+C that the program has heard itself.</summary>
    private static readonly TimeSpan Echo = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly Action _endAtOnce;
    private readonly List<PosixSignalRegistration> _registrations = [];
    private long? _first;

    public StopSignals(TimeProvider clock, Action endAtOnce)
    {
        (_clock, _endAtOnce) = (clock, endAtOnce);
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle));
        // Ctrl+Break is what another program can send on Windows; elsewhere SIGQUIT asks for a dump.
        if (OperatingSystem.IsWindows())
            _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Handle));
    }

    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Counts one signal; called on a thread of the runtime's own.</summary>
    public void Raise()
    {
        lock (_gate)
        {
            if (_first is { } first)
            {
                if (_clock.GetElapsedTime(first) > Echo)
                    _endAtOnce();
                return;
            }

            _first = _clock.GetTimestamp();
        }

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
