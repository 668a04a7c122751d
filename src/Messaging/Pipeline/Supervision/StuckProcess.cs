using System.Diagnostics;
using OrderPipeline.Messaging.Hosting;

namespace OrderPipeline.Messaging.Pipeline.Supervision;

/// <summary>The end of a process whose thread hangs in native code: nothing that it owns can be closed.</summary>
internal static class StuckProcess
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    /// <summary>Says why on standard error, and ends the process with exit code 1.</summary>
    /// <remarks>What is not committed is read again after the next start.</remarks>
    public static void End(string reason)
    {
        // Whoever reads standard error may have stopped to, and an orderly exit can hang as well.
        Bounded(() => Console.Error.WriteLine("error: " + reason));
        Bounded(() => Environment.Exit(ExitCode.Failed));
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }

    private static void Bounded(Action action)
    {
        var thread = new Thread(() => action()) { IsBackground = true, Name = "end" };
        thread.Start();
        thread.Join(Bound);
    }
}
