namespace OrderPipeline.Messaging.Hosting;

/// <summary>Ends a program with one sentence on standard error and an exit code.</summary>
public sealed class ProgramException : Exception
{
    /// <summary>Says why the program ends.</summary>
    /// <param name="exitCode">One of <see cref="Hosting.ExitCode"/>.</param>
    /// <param name="message">One sentence: what, where, what to do; no secrets.</param>
    public ProgramException(int exitCode, string message) : this(exitCode, message, null)
    {
    }

    /// <summary>Says why the program ends, with the failure behind it.</summary>
    /// <param name="exitCode">One of <see cref="Hosting.ExitCode"/>.</param>
    /// <param name="message">One sentence: what, where, what to do; no secrets.</param>
    /// <param name="cause">What happened; never shown.</param>
    public ProgramException(int exitCode, string message, Exception? cause) : base(message, cause) =>
        ExitCode = exitCode;

    /// <summary>The code that the process ends with.</summary>
    public int ExitCode { get; }
}
