using System.Text;
using OrderPipeline.LocalCluster.Wire;

namespace OrderPipeline.LocalCluster.Groups;

/// <summary>The fields of one request behind its header, and the client id from the header.</summary>
/// <remarks>As with <see cref="WireReader"/>, what does not fit makes <see cref="Failed"/> true for good, and every
/// later field empty or 0: a parser asks once, at its end.</remarks>
internal ref struct RequestFields
{
    private const int KeyVersionAndCorrelation = 8;
    private const int LongestName = 1024;   // bytes; no honest group, member or topic has a longer one

    private WireReader _reader;
    private bool _tooLong;

    public RequestFields(ReadOnlySpan<byte> frame, bool flexible)
    {
        // The header's client id keeps the old encoding in flexible versions, too; tagged fields follow it there.
        var header = new WireReader(frame, flexible: false);
        header.Skip(KeyVersionAndCorrelation);
        ClientId = Name(header.String());
        _reader = new WireReader(frame[header.Position..], flexible);
        _reader.TaggedFields();
        _tooLong |= header.Failed;
    }

    public readonly bool Failed => _tooLong || _reader.Failed;

    public string ClientId { get; }

    public bool Boolean() => _reader.Boolean();

    public int Int32() => _reader.Int32();

    public long Int64() => _reader.Int64();

    public void Skip(int bytes) => _reader.Skip(bytes);

    /// <summary>A string; empty where it is null.</summary>
    public string Name() => Name(_reader.String());

    public void SkipString() => _reader.String();

    public int ArrayLength() => _reader.ArrayLength();

    public void TaggedFields() => _reader.TaggedFields();

    private string Name(ReadOnlySpan<byte> bytes)
    {
        _tooLong |= bytes.Length > LongestName;
        return _tooLong ? "" : Encoding.UTF8.GetString(bytes);
    }
}
