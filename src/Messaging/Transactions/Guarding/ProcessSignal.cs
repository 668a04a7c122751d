using System.Diagnostics;
using System.Runtime.InteropServices;
using OrderPipeline.Messaging.Settings;

namespace OrderPipeline.Messaging.Transactions.Guarding;

/// <summary>What a test does to a process from inside: no handler runs, no buffer is flushed.</summary>
internal static partial class ProcessSignal
{
    private const int StopOnLinux = 19;
    private const int StopOnMacOs = 17;

    /// <summary>As <c>kill -9</c>.</summary>
    public static void Kill()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
        // The signal is on its way: nothing more may happen here.
        new ManualResetEvent(false).WaitOne();
    }

    /// <summary>As <c>kill -STOP</c>; <c>kill -CONT</c> lets it go on.</summary>
    public static void Stop()
    {
        if (OperatingSystem.IsWindows()) throw new SettingsException("PAUSE_AT needs the signals of Unix");
        _ = Signal(Environment.ProcessId, OperatingSystem.IsMacOS() ? StopOnMacOs : StopOnLinux);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int process, int signal);
}
