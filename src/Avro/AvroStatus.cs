using System.Globalization;

namespace OrderPipeline.Avro;

/// <summary>
/// How reading or writing ended: well, or what went wrong and where; it costs nothing while all is well.
/// </summary>
/// <param name="Code">What went wrong.</param>
/// <param name="Offset">The byte at which it did, from zero.</param>
/// <param name="Path">The field, dotted, where one is known.</param>
public readonly record struct AvroStatus(AvroErrorCode Code, int Offset, string? Path)
{
    /// <summary>All is well.</summary>
    public static AvroStatus Ok => default;

    /// <summary>Whether all is well.</summary>
    public bool IsOk => Code == AvroErrorCode.None;

    /// <summary>The same failure as its enclosing field sees it: the field's name is put before the path.</summary>
    public AvroStatus In(string field)
    {
        // A path that recursion has made long says no more than its end.
        const int longest = 256;
        if (IsOk || Path is { Length: > longest })
            return this;
        var between = Path is null || Path.StartsWith('[') ? "" : ".";
        return this with { Path = field + between + Path };
    }

    /// <summary>One sentence, for example <c>price: the data ends at byte 17</c>.</summary>
    public override string ToString()
    {
        var at = Offset.ToString(CultureInfo.InvariantCulture);
        var words = Code switch
        {
            AvroErrorCode.None => "ok",
            AvroErrorCode.EndOfData => $"the data ends within the value that begins at byte {at}",
            AvroErrorCode.VarintTooLong => $"the number at byte {at} has more than 64 bits",
            AvroErrorCode.IntOutOfRange => $"the number at byte {at} has more than 32 bits",
            AvroErrorCode.BadBoolean => $"the boolean at byte {at} is neither 0 nor 1",
            AvroErrorCode.NegativeLength => $"the length at byte {at} is below zero",
            AvroErrorCode.BadUtf8 => $"the string at byte {at} is not UTF-8",
            AvroErrorCode.BadEnumIndex => $"the enum at byte {at} has no such symbol",
            AvroErrorCode.BadUnionIndex => $"the union at byte {at} has no such branch",
            AvroErrorCode.TooManyItems => $"the block at byte {at} claims more empty items than its data may",
            AvroErrorCode.TooDeep => $"the data at byte {at} is nested too deep",
            AvroErrorCode.TrailingBytes => $"the value ends at byte {at}, but the data goes on",
            AvroErrorCode.UnknownSymbol => $"the writer's symbol at byte {at} is none of the reader's",
            AvroErrorCode.UnmatchedBranch => $"the writer's union at byte {at} holds what the reader does not take",
            AvroErrorCode.DestinationTooShort => $"the destination is full at byte {at}",
            AvroErrorCode.TimestampOutOfRange => $"the timestamp at byte {at} is not in the years 1 to 9999",
            AvroErrorCode.LoneSurrogate => $"the text for byte {at} holds half of a surrogate pair",
            AvroErrorCode.DateOutOfRange => $"the date at byte {at} is not in the years 1 to 9999",
            AvroErrorCode.TimeOutOfRange => $"the time at byte {at} is not within a day",
            AvroErrorCode.BadUuid => $"the text at byte {at} is no UUID",
            AvroErrorCode.BadDecimal => $"the decimal at byte {at} is not whole",
            AvroErrorCode.DecimalOutOfRange => $"the decimal at byte {at} has more digits than its precision",
            AvroErrorCode.BadMagic => "this is no container file",
            AvroErrorCode.BadHeader => $"the container file's header is not valid at byte {at}",
            AvroErrorCode.UnknownCodec => "the container file's codec is not known",
            AvroErrorCode.BadSyncMarker => $"the block at byte {at} does not end with the file's sync marker",
            AvroErrorCode.BadCompression => $"the block at byte {at} does not decompress",
            AvroErrorCode.BlockTooLarge => $"the object or block at byte {at} is larger than the limit",
            _ => Code.ToString(),
        };
        return Path is null ? words : Path + ": " + words;
    }
}
