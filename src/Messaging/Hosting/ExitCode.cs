namespace OrderPipeline.Messaging.Hosting;

/// <summary>The exit codes of every program (SPEC 7).</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Failed; the reason stands in one line on standard error.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage or settings.</summary>
    public const int Usage = 2;

    /// <summary>
    /// A server could not be reached within the bound at the start, or something waits to be delivered.
    /// </summary>
    public const int Unreachable = 3;

    /// <summary>A check found something.</summary>
    public const int Found = 4;
}
