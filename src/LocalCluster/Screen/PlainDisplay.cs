using OrderPipeline.LocalCluster.Screen.Status;

namespace OrderPipeline.LocalCluster.Screen;

/// <summary>The start block once, then a line whenever something has changed.</summary>
internal sealed class PlainDisplay : IClusterDisplay
{
    private readonly TextWriter _output;
    private readonly PlainLines _lines = new();

    public PlainDisplay(TextWriter output, Guide guide)
    {
        _output = output;
        foreach (var line in guide.Lines())
            output.WriteLine(line);
        output.Flush();
    }

    public void Show(ClusterStatus status)
    {
        if (_lines.Next(status) is not { } line)
            return;
        _output.WriteLine(line);
        _output.Flush();
    }

    public void Dispose()
    {
        // Lines leave nothing behind that would have to be undone.
    }
}
