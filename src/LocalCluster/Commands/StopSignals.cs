using System.Runtime.InteropServices;

namespace OrderPipeline.LocalCluster.Commands;

/// <summary>Ctrl+C and SIGTERM: the first asks the cluster to end, the second ends it at once.</summary>
internal sealed class StopSignals : IDisposable
{
    /// <summary>A signal this soon is the first one again: <c>timeout</c> signals a process and then its group, and a
    /// terminal signals <c>dotnet run</c> together with what it runs.</summary>
    private static readonly TimeSpan Echo = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _guard = new();
    private readonly TimeProvider _time;
    private readonly Action _endAtOnce;
    private readonly List<PosixSignalRegistration> _registrations = [];
    private long? _first;

    public StopSignals(TimeProvider time, Action endAtOnce) => (_time, _endAtOnce) = (time, endAtOnce);

    public CancellationToken Stopping => _stopping.Token;

    public void Listen()
    {
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle));
    }

    /// <summary>Counts one signal; called on a thread of the runtime's own.</summary>
    public void Raise()
    {
        lock (_guard)
        {
            if (_first is { } first)
            {
                if (_time.GetElapsedTime(first) > Echo)
                    _endAtOnce();
                return;
            }
            _first = _time.GetTimestamp();
        }
        _stopping.Cancel();
    }

    // The source is not disposed: a signal may still be on its way.
    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        Raise();
    }
}
