namespace TestKit.Processes;

/// <summary>What a test sends to a program.</summary>
public enum ProcessSignal
{
    /// <summary>Ctrl+C.</summary>
    Interrupt,

    /// <summary>What a supervisor sends to stop a program.</summary>
    Terminate,

    /// <summary>Stops it in its tracks: alive to the network, answering nothing.</summary>
    Stop,

    /// <summary>Lets a stopped program go on.</summary>
    Continue,
}
