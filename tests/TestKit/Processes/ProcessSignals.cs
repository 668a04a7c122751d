using System.Runtime.InteropServices;
using Xunit;

namespace TestKit.Processes;

/// <summary>Sends signals; a test that needs them is skipped on Windows.</summary>
internal static partial class ProcessSignals
{
    private const int NoSuchProcess = 3;
    private const int InterruptNumber = 2;
    private const nint DefaultAction = 0;

    public static void Send(int processId, ProcessSignal signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals");
        if (Kill(processId, Number(signal)) != 0 && Marshal.GetLastPInvokeError() != NoSuchProcess)
            throw new InvalidOperationException($"{signal} was refused: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    /// <summary>
    /// Makes programs that start from now on hear Ctrl+C. A script's background job ignores it, and programs inherit
    /// what the one that starts them ignores.
    /// </summary>
    public static void LetProgramsBeInterrupted()
    {
        if (OperatingSystem.IsLinux() && IgnoresInterrupt())
            _ = Signal(InterruptNumber, DefaultAction);
    }

    private static bool IgnoresInterrupt()
    {
        const string ignored = "SigIgn:";
        var line = File.ReadLines("/proc/self/status")
            .First(line => line.StartsWith(ignored, StringComparison.Ordinal));
        return (Convert.ToUInt64(line[ignored.Length..].Trim(), 16) & (1UL << (InterruptNumber - 1))) != 0;
    }

    private static int Number(ProcessSignal signal) => signal switch
    {
        ProcessSignal.Interrupt => InterruptNumber,
        ProcessSignal.Terminate => 15,
        ProcessSignal.Stop => OperatingSystem.IsMacOS() ? 17 : 19,
        ProcessSignal.Continue => OperatingSystem.IsMacOS() ? 19 : 18,
        _ => throw new ArgumentOutOfRangeException(nameof(signal)),
    };

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Signal(int signal, nint action);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
