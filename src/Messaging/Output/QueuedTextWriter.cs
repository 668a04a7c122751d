using System.Text;

namespace OrderPipeline.Messaging.Output;

/// <summary>A writer of whole lines that never waits for whoever reads them; see <see cref="ConsoleLines"/>.</summary>
/// <remarks>Thread-safe line by line. For standard error: a reader that stopped to read must not stop a pipeline.
/// </remarks>
internal sealed class QueuedTextWriter(ConsoleLines lines) : TextWriter
{
    private readonly StringBuilder _line = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void WriteLine(string? value) => lines.TryWrite(value ?? "");

    public override Task WriteLineAsync(string? value)
    {
        WriteLine(value);
        return Task.CompletedTask;
    }

    /// <summary>Collects a line from its parts.</summary>
    public override void Write(char value)
    {
        lock (_line)
        {
            if (value != '\n')
            {
                _line.Append(value);
                return;
            }

            if (_line.Length > 0 && _line[^1] == '\r') _line.Length--;
            lines.TryWrite(_line.ToString());
            _line.Clear();
        }
    }
}
