using System.Runtime.InteropServices;
using Xunit;

namespace TestKit.Processes;

/// <summary>Sends signals; a test that needs them is skipped on Windows.</summary>
internal static partial class ProcessSignals
{
    private const int NoSuchProcess = 3;

    public static void Send(int processId, ProcessSignal signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals");
        if (Kill(processId, Number(signal)) != 0 && Marshal.GetLastPInvokeError() != NoSuchProcess)
            throw new InvalidOperationException($"{signal} was refused: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    private static int Number(ProcessSignal signal) => signal switch
    {
        ProcessSignal.Interrupt => 2,
        ProcessSignal.Terminate => 15,
        ProcessSignal.Stop => OperatingSystem.IsMacOS() ? 17 : 19,
        ProcessSignal.Continue => OperatingSystem.IsMacOS() ? 19 : 18,
        _ => throw new ArgumentOutOfRangeException(nameof(signal)),
    };

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
