namespace Chaos.Tests.Plans;

/// <summary>What is done to a process.</summary>
internal enum FaultKind
{
    /// <summary>SIGKILL; it is started again.</summary>
    Kill,

    /// <summary>SIGSTOP, and after a while SIGCONT.</summary>
    Pause,

    /// <summary>Told to stop cleanly; it is started again.</summary>
    Stop,
}
