using System.ComponentModel;
using System.Diagnostics;

namespace TestKit.Processes;

/// <summary>Ends what the tests started, also where the test process itself is killed.</summary>
/// <remarks>
/// A shell reads from this process and keeps a list of what must be done at its end. When this process ends,
/// however it ends,
/// the pipe closes and the shell does what is still on its list. Where there is no such shell, only disposing
/// cleans up.
/// </remarks>
internal static class ProcessGuard
{
    private const string Script = """
        exec > /dev/null 2>&1
        declare -A kept
        while IFS=$'\t' read -r word id command; do
          if [ "$word" = keep ]; then kept[$id]=$command; else unset "kept[$id]"; fi
        done
        for id in "${!kept[@]}"; do eval "${kept[$id]}"; done
        """;

    private static readonly Lock Gate = new();
    private static readonly Process? Shell = Start();
    private static int _nextId;

    /// <summary>Ends the process with this id at the latest when this process ends, unless disposed before.</summary>
    public static IDisposable Keep(int processId) => Keep($"kill -KILL {processId}");

    /// <summary>Runs the shell command when this process ends, unless disposed before.</summary>
    public static IDisposable Keep(string command)
    {
        var id = Interlocked.Increment(ref _nextId);
        Tell($"keep\t{id}\t{command}");
        return new Kept(id);
    }

    private static void Tell(string line)
    {
        if (Shell is null)
            return;
        lock (Gate)
        {
            try
            {
                Shell.StandardInput.WriteLine(line);
                Shell.StandardInput.Flush();
            }
            catch (IOException)
            {
                // The shell is gone, by Ctrl+C of somebody: disposing still cleans up.
            }
        }
    }

    private static Process? Start()
    {
        // A session of its own: Ctrl+C in the terminal must not end the guard before it has done its work.
        var start = new ProcessStartInfo("setsid", ["bash", "-c", Script])
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private sealed class Kept(int id) : IDisposable
    {
        public void Dispose() => Tell($"drop\t{id}\t");
    }
}
