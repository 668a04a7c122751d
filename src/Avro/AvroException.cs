namespace OrderPipeline.Avro;

/// <summary>
/// What the class API throws for bytes that are no valid Avro of the schema, or values that cannot be written.
/// </summary>
public class AvroException : Exception
{
    /// <summary>An exception that says what the status says.</summary>
    public AvroException(AvroStatus status)
        : this(status, status.ToString(), null)
    {
    }

    private protected AvroException(AvroStatus status, string words, Exception? cause)
        : base(words, cause)
    {
        Status = status;
    }

    /// <summary>What went wrong and where.</summary>
    public AvroStatus Status { get; }
}
