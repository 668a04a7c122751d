using System.Text;

namespace OrderPipeline.Avro.Schemas.Parsing;

/// <summary>A schema's text as UTF-8, and what its byte offsets mean to a person.</summary>
internal sealed class SchemaText
{
    /// <summary>Each costs some hundred bytes of memory, while two bytes of text are enough for one.</summary>
    internal const int MaxValues = 2_000_000;

    private const int FreeNameChars = 1 << 16;
    private const int NameCharsOfByte = 8;

    private long _nameCharsLeft;
    private int _valuesLeft = MaxValues;

    internal SchemaText(string json)
    {
        // A file's byte order mark is no part of its JSON.
        var start = json.Length > 0 && json[0] == '\uFEFF' ? 1 : 0;
        Utf8 = Encoding.UTF8.GetBytes(start == 0 ? json : json.Substring(1));

        // A namespace stands in the text once and in every name within: without a bound a few kilobytes of each would
        // make gigabytes.
        _nameCharsLeft = FreeNameChars + (NameCharsOfByte * (long)Utf8.Length);
    }

    internal byte[] Utf8 { get; }

    /// <summary>Counts a JSON value; false beyond the limit.</summary>
    internal bool TryTakeValue() => --_valuesLeft >= 0;

    /// <summary>Takes characters from what full names may have in all; false where they are used up.</summary>
    internal bool TryTakeNames(int chars) => (_nameCharsLeft -= chars) >= 0;

    internal SchemaLinePosition PositionOf(int offset)
    {
        offset = Math.Max(0, Math.Min(offset, Utf8.Length));
        var line = 0;
        var lineStart = 0;
        for (var i = 0; i < offset; i++)
        {
            if (Utf8[i] != (byte)'\n')
                continue;
            line++;
            lineStart = i + 1;
        }

        return new SchemaLinePosition(line, Encoding.UTF8.GetCharCount(Utf8, lineStart, offset - lineStart));
    }

    internal string Slice(int start, int end) => Encoding.UTF8.GetString(Utf8, start, end - start);

    /// <summary>The JSON between two offsets without whitespace and comments.</summary>
    internal string Compact(int start, int end)
    {
        var kept = new byte[end - start];
        var count = 0;
        var isInString = false;
        for (var i = start; i < end; i++)
        {
            var b = Utf8[i];
            if (isInString)
            {
                kept[count++] = b;
                if (b == (byte)'\\')
                    kept[count++] = Utf8[++i];
                else if (b == (byte)'"')
                    isInString = false;
            }
            else if (b == (byte)'/')
            {
                i = EndOfComment(i);
            }
            else if (b is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                isInString = b == (byte)'"';
                kept[count++] = b;
            }
        }

        return Encoding.UTF8.GetString(kept, 0, count);
    }

    /// <summary>The last byte of the comment that begins here; the reader has found it well-formed.</summary>
    private int EndOfComment(int start)
    {
        var i = start + 2;
        if (Utf8[start + 1] == (byte)'/')
        {
            while (i < Utf8.Length && Utf8[i] is not ((byte)'\n' or (byte)'\r'))
                i++;
            return i;
        }

        while (Utf8[i] != (byte)'*' || Utf8[i + 1] != (byte)'/')
            i++;
        return i + 1;
    }
}
