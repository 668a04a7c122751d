using System.Text;

namespace Messaging.Tests.Output;

/// <summary>An output that can be slow like a full pipe, or broken like one that nobody reads.</summary>
internal sealed class FakeOutput : TextWriter
{
    private readonly ManualResetEventSlim _open = new(initialState: true);
    private readonly List<string> _lines = [];

    public bool IsBroken { get; init; }

    public bool IsBlocked { get; private set; }

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
                return [.. _lines];
        }
    }

    public override Encoding Encoding => Encoding.UTF8;

    public void Block() => _open.Reset();

    public void Release() => _open.Set();

    public override void WriteLine(string? value)
    {
        if (IsBroken)
            throw new IOException("Broken pipe");
        IsBlocked = !_open.IsSet;
        _open.Wait(TimeSpan.FromSeconds(30));
        lock (_lines)
            _lines.Add(value ?? "");
    }
}
