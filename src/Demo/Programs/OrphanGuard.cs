using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace OrderPipeline.Demo.Programs;

/// <summary>Ends the programs where the demo itself is killed and cannot do it any more.</summary>
/// <remarks>A shell reads the programs' ids from a pipe. The pipe's end without the word <c>done</c> means that the
/// demo is gone. Where there is no such shell, as on Windows, nothing is guarded.</remarks>
internal sealed class OrphanGuard : IDisposable
{
    private const string Script = """
        trap '' INT TERM HUP
        ids=
        while read -r id; do
          if [ "$id" = done ]; then exit; fi
          ids="$ids $id"
        done
        [ -z "$ids" ] || kill -9 $ids 2> /dev/null
        """;

    private readonly Process? _shell = Start();

    /// <summary>The process is to end with the demo.</summary>
    public void Add(int processId) => Tell(processId.ToString(CultureInfo.InvariantCulture));

    /// <summary>Ends the guard; the processes are left alone.</summary>
    public void Dispose()
    {
        Tell("done");
        _shell?.Dispose();
    }

    private void Tell(string line)
    {
        try
        {
            _shell?.StandardInput.WriteLine(line);
            _shell?.StandardInput.Flush();
        }
        catch (IOException)
        {
            // The guard is gone; the demo still ends its programs itself.
        }
    }

    private static Process? Start()
    {
        if (OperatingSystem.IsWindows())
            return null;
        try
        {
            return Process.Start(
                new ProcessStartInfo("sh", ["-c", Script]) { RedirectStandardInput = true, UseShellExecute = false });
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
