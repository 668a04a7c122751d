using System.IO.MemoryMappedFiles;

namespace Avro.Fuzz.Running;

/// <summary>
/// The case that runs now, in a file that two processes map: whoever watches can tell a hang, and has the input that
/// killed the process.
/// </summary>
internal sealed class Heartbeat : IDisposable
{
    private const int Capacity = 1 << 20;
    private const int TargetAt = 8;
    private const int LengthAt = 12;
    private const int BytesAt = 16;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    internal Heartbeat(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, Capacity);
        _view = _file.CreateViewAccessor();
    }

    /// <summary>Cases begun so far.</summary>
    internal long Cases => _view.ReadInt64(0);

    /// <summary>The target's position and the input of the case that began last.</summary>
    internal (int Target, byte[] Input) Current
    {
        get
        {
            var input = new byte[_view.ReadInt32(LengthAt)];
            _view.ReadArray(BytesAt, input, 0, input.Length);
            return (_view.ReadInt32(TargetAt), input);
        }
    }

    internal void Begin(long number, int target, byte[] input)
    {
        _view.Write(TargetAt, target);
        _view.Write(LengthAt, input.Length);
        _view.WriteArray(BytesAt, input, 0, input.Length);
        _view.Write(0, number);
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
