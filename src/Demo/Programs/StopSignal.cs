using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OrderPipeline.Demo.Programs;

/// <summary>Asks a process to stop, as Ctrl+C would.</summary>
internal static partial class StopSignal
{
    private const int Terminate = 15;
    private const uint ControlBreak = 1;

    /// <summary>Whether the process was reached; one that has ended already was not.</summary>
    public static bool Send(Process process)
    {
        try
        {
            return OperatingSystem.IsWindows()
                ? GenerateConsoleCtrlEvent(ControlBreak, (uint)process.Id)
                : Kill(process.Id, Terminate) == 0;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Lets the process be reached: on Windows it needs a group of its own.</summary>
    public static void Prepare(ProcessStartInfo start)
    {
        if (OperatingSystem.IsWindows())
            start.CreateNewProcessGroup = true;
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GenerateConsoleCtrlEvent(uint controlEvent, uint processGroupId);
}
