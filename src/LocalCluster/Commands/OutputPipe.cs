using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OrderPipeline.LocalCluster.Commands;

/// <summary>Tells whether anybody can still read standard output: the console hides a pipe that is closed.</summary>
internal static partial class OutputPipe
{
    private const int StandardOutput = 1;
    private const short Gone = 0x08 | 0x10 | 0x20;   // POLLERR, POLLHUP, POLLNVAL on Linux and macOS alike

    /// <summary>True once it is closed at the other end; Windows does not tell.</summary>
    public static bool IsClosed()
    {
        if (OperatingSystem.IsWindows())
            return false;
        var output = new PollDescriptor { Descriptor = StandardOutput };
        return Poll(ref output, 1, 0) > 0 && (output.Returned & Gone) != 0;
    }

    [LibraryImport("libc", EntryPoint = "poll")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int Poll(ref PollDescriptor descriptors, nuint count, int timeoutMs);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Wanted;
        public short Returned;
    }
}
