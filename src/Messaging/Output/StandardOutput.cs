using System.Text;
using Microsoft.Win32.SafeHandles;

namespace OrderPipeline.Messaging.Output;

/// <summary>The process's standard output as a writer that notices when nobody reads it any more.</summary>
internal static class StandardOutput
{
    private const int FileDescriptor = 1;

    /// <summary>Opens it; UTF-8 without a byte order mark, flushed by whoever writes.</summary>
    public static TextWriter Open()
    {
        var stream = OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : OpenDescriptor();
        return new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 16_384)
        {
            AutoFlush = false,
        };
    }

    /// <summary>Standard error; where nobody reads it, nothing is to be done.</summary>
    public static TextWriter OpenError() => new StreamWriter(
        Console.OpenStandardError(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

    /// <summary>The console's own stream hides a broken pipe, and the program would go on for nobody.</summary>
    private static Stream OpenDescriptor()
    {
        try
        {
            var stream = new FileStream(
                new SafeFileHandle(FileDescriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            // On a file it would write at a position of its own, over what others write to the same descriptor.
            return stream.CanSeek ? Console.OpenStandardOutput() : stream;
        }
        catch (Exception failure) when (failure is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return Stream.Null;
        }
    }
}
