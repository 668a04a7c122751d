using System.Globalization;
using System.Text;

namespace OrderPipeline.Messaging.Identity;

/// <summary>
/// The right to run as one instance of a group on this machine, held as an operating system's file lock.
/// </summary>
/// <remarks>
/// The system releases it when the process ends, however it ends, so a restart takes the same number again:
/// the broker then
/// knows the static member and fences the transactions that the dead process left open.
/// </remarks>
public sealed class InstanceLock : IDisposable
{
    private const int MaxInstances = 1_000;

    private readonly FileStream _file;

    private InstanceLock(string instanceId, FileStream file)
    {
        InstanceId = instanceId;
        _file = file;
    }

    /// <summary><c>machine-n</c>, n the smallest number from 1 that no other process of the group holds.</summary>
    public string InstanceId { get; }

    /// <summary>Takes the smallest free number.</summary>
    /// <param name="folder">Where the lock files are; the same for all processes of the machine.</param>
    /// <param name="group">The consumer group.</param>
    /// <param name="machine">The machine's name.</param>
    /// <exception cref="IOException">No number is free, or the folder cannot be written.</exception>
    public static InstanceLock Take(string folder, string group, string machine)
    {
        Directory.CreateDirectory(folder);
        for (var number = 1; number <= MaxInstances; number++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{machine}-{number}");
            var path = Path.Combine(folder, $"orderpipeline.{FileName(group)}.{number}.lock");
            if (TryOpen(path) is { } file) return new InstanceLock(id, file);
        }

        throw new IOException(
            $"no free instance number for group {group} in {folder}: " +
            "set Consumer:InstanceId, or make the folder writable");
    }

    /// <summary>Gives the number back.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>A file of another user cannot be opened either: that number is taken.</summary>
    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Different groups get different files, whatever their names hold.</summary>
    private static string FileName(string group)
    {
        var name = new StringBuilder();
        foreach (var letter in group)
        {
            if (char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') name.Append(letter);
            else name.Append(CultureInfo.InvariantCulture, $"%{(int)letter:x4}");
        }

        return name.ToString();
    }
}
