using System.Globalization;

namespace OrderPipeline.Avro;

/// <summary>
/// How reading or writing ended: well, or what went wrong and where; it costs nothing while all is well.
/// </summary>
public readonly struct AvroStatus : IEquatable<AvroStatus>
{
    // A path of one field is its name. The length tells which part of a longer one is this status': the object goes on
    // growing while the failure travels outwards.
    private readonly object? _path;
    private readonly ushort _pathLength;
    private readonly byte _code;

    /// <summary>A status that says what went wrong and where.</summary>
    /// <param name="code">What went wrong.</param>
    /// <param name="offset">The byte at which it did, from zero.</param>
    /// <param name="path">The field, dotted, where one is known.</param>
    public AvroStatus(AvroErrorCode code, int offset, string? path)
    {
        (_code, Offset, _path) = ((byte)code, offset, path);
    }

    private AvroStatus(AvroErrorCode code, int offset, FailurePath path)
    {
        (_code, Offset, _path) = ((byte)code, offset, path);
        _pathLength = (ushort)Math.Min(path.Count, ushort.MaxValue);
    }

    private AvroStatus(AvroStatus other, int offset)
    {
        this = other;
        Offset = offset;
    }

    /// <summary>All is well.</summary>
    public static AvroStatus Ok => default;

    /// <summary>What went wrong.</summary>
    public AvroErrorCode Code => (AvroErrorCode)_code;

    /// <summary>The byte at which it did, from zero.</summary>
    public int Offset { get; }

    /// <summary>The field, dotted, with items as <c>[3]</c>; null where none is known. Made at each call.</summary>
    public string? Path => _path is FailurePath path ? path.ToString(_pathLength) : (string?)_path;

    /// <summary>Whether all is well.</summary>
    public bool IsOk => _code == 0;

    /// <summary>Whether both say the same.</summary>
    public static bool operator ==(AvroStatus left, AvroStatus right) => left.Equals(right);

    /// <summary>Whether the two say different things.</summary>
    public static bool operator !=(AvroStatus left, AvroStatus right) => !left.Equals(right);

    /// <summary>The same failure as its enclosing field sees it: the field's name is put before the path.</summary>
    public AvroStatus In(string field)
    {
        if (IsOk)
            return this;
        return _path is null ? new AvroStatus(Code, Offset, field) : Around(field, 0);
    }

    /// <summary>The same failure as the array or map around it sees it, at the item of that number.</summary>
    public AvroStatus In(int item) => IsOk ? this : Around(null, item);

    /// <summary>The same failure as the bytes see it of which these began at that offset.</summary>
    public AvroStatus Behind(int bytes) => new(this, Offset + bytes);

    /// <summary>Whether both say the same.</summary>
    public bool Equals(AvroStatus other) =>
        _code == other._code && Offset == other.Offset && string.Equals(Path, other.Path, StringComparison.Ordinal);

    /// <summary>Whether both say the same.</summary>
    public override bool Equals(object? obj) => obj is AvroStatus other && Equals(other);

    /// <summary>Equal statuses have equal ones.</summary>
    public override int GetHashCode() => HashCode.Combine(_code, Offset, Path);

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
            AvroErrorCode.BadJson => $"the text is no JSON from byte {at} on",
            AvroErrorCode.WrongJsonType => $"the JSON value at byte {at} is of another kind than the schema's",
            AvroErrorCode.NumberOutOfRange => $"the number or character at byte {at} does not fit its type",
            AvroErrorCode.WrongLength => $"the fixed at byte {at} has another length than its schema's",
            AvroErrorCode.UnknownMember => $"the record has no field of the name at byte {at}",
            AvroErrorCode.RepeatedMember => $"the name at byte {at} stands there twice",
            AvroErrorCode.MissingMember => $"the field is missing in the object that ends at byte {at}",
            AvroErrorCode.UnknownBranch => $"the union has no branch for what stands at byte {at}",
            AvroErrorCode.UnknownSchema => "no schema is known for the value's fingerprint",
            AvroErrorCode.BadFrame => "the value is not framed as it should be",
            AvroErrorCode.UnmatchedSchema => "the schema that wrote the value cannot be read as ours",
            _ => Code.ToString(),
        };
        return Path is { } path ? path + ": " + words : words;
    }

    private AvroStatus Around(string? field, int item)
    {
        // Somebody else may have put steps around the same path: then this one gets its own.
        var path = _path switch
        {
            FailurePath own when own.Count == _pathLength => own,
            FailurePath shared => shared.Clone(_pathLength),
            _ => new FailurePath(),
        };
        if (_path is string innermost)
            path.Add(innermost, 0);
        path.Add(field, item);
        return new AvroStatus(Code, Offset, path);
    }
}
