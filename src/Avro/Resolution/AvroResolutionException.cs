namespace OrderPipeline.Avro.Resolution;

/// <summary>Two schemas that no data can bridge: what the writer wrote the reader cannot take.</summary>
public sealed class AvroResolutionException : Exception
{
    internal AvroResolutionException(string path, string reason)
        : base(path.Length == 0 ? reason : path + ": " + reason)
    {
        Path = path;
        Reason = reason;
    }

    /// <summary>The field at which they part, dotted, items as <c>[]</c>; empty at the top.</summary>
    public string Path { get; }

    /// <summary>Why, naming both types; one line.</summary>
    public string Reason { get; }
}
