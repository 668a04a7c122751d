using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;
using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Resolution.Steps;

/// <summary>How a writer's field is checked and passed over.</summary>
internal readonly struct FieldCheck
{
    private const ulong HighBits = 0x8080808080808080;

    private readonly Kind _kind;
    private readonly int _number;

    /// <param name="schema">What the field was written with.</param>
    /// <param name="name">What a failure names: the reader's name, or the writer's where the reader has none.</param>
    /// <param name="leavesText">Whether somebody else checks that a string is one.</param>
    internal FieldCheck(AvroSchema schema, string name, bool leavesText = false)
    {
        Schema = schema;
        Name = name;
        _kind = schema.Type switch
        {
            AvroType.String => leavesText ? Kind.Bytes : Kind.String,
            AvroType.Bytes => Kind.Bytes,
            AvroType.Int or AvroType.Long => Kind.Number,
            AvroType.Null or AvroType.Float or AvroType.Double or AvroType.Fixed => Kind.Sized,
            AvroType.Boolean => Kind.Boolean,
            AvroType.Enum => Kind.Enum,
            AvroType.Union when NullOf((UnionSchema)schema) is >= 0 and < 64 => Kind.Optional,
            _ => Kind.Other,
        };
        _number = _kind switch
        {
            Kind.Optional => NullOf((UnionSchema)schema) << 1,
            Kind.Enum => Math.Min(((EnumSchema)schema).Symbols.Count << 1, 0x80),
            Kind.Number => schema.Type == AvroType.Int ? 4 : 9, // so many bytes are in range whatever they are
            _ => schema.MinEncodedBytes,
        };
    }

    private enum Kind
    {
        String,
        Bytes,
        Sized,
        Number,
        Boolean,
        Enum,
        Optional,
        Other,
    }

    private AvroSchema Schema { get; }

    internal string Name { get; }

    /// <summary>The field as it is without its text being checked.</summary>
    internal FieldCheck LeavingText() => new(Schema, Name, leavesText: true);

    /// <summary>Passes over any value; where it is not good the reader tells why.</summary>
    internal bool TrySkip(ref AvroReader reader) =>
        _kind == Kind.Bytes ? reader.TryReadBytes(out _) : AvroSkipper.TrySkip(ref reader, Schema);

    /// <summary>
    /// Passes over short and good values of the usual types; a reader takes over where another comes, and says what is
    /// wrong with it.
    /// </summary>
    /// <param name="fields">The fields, up to the last to pass.</param>
    /// <param name="index">The first field to pass.</param>
    /// <param name="data">What is read.</param>
    /// <param name="marks">Where that field begins; takes where the next ones do.</param>
    /// <returns>The first field that was not passed.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int PassQuickly(
        ReadOnlySpan<FieldCheck> fields, int index, ReadOnlySpan<byte> data, Span<int> marks) =>
        PassInline(fields, index, data, marks);

    /// <summary>The same for the one caller that has it within itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int PassInline(
        ReadOnlySpan<FieldCheck> fields, int index, ReadOnlySpan<byte> data, Span<int> marks)
    {
        var position = marks[index];
        for (; index < fields.Length; index++)
        {
            ref readonly var field = ref fields[index];
            if (field._kind == Kind.Sized)
            {
                if (field._number > data.Length - position)
                    return index;
                position += field._number;
                marks[index + 1] = position;
                continue;
            }

            if ((uint)position >= (uint)data.Length)
                return index;
            int first = data[position++];
            if (field._kind <= Kind.Bytes)
            {
                // A length of two bytes at most; one below zero has the lowest bit.
                if (first >= 0x80)
                {
                    if ((uint)position >= (uint)data.Length || data[position] >= 0x80)
                        return index;
                    first = (first & 0x7F) | (data[position++] << 7);
                }

                var length = first >> 1;
                if ((first & 1) != 0 || length > data.Length - position)
                    return index;
                if (field._kind == Kind.String && !IsText(data.Slice(position, length)))
                    return index;
                position += length;
            }
            else if (field._kind == Kind.Number)
            {
                if (first >= 0x80)
                {
                    var more = CountMore(data[position..]);
                    if (more >= field._number)
                        return index;
                    position += more;
                }
            }
            else if (!field.IsWhole(first))
            {
                return index;
            }

            marks[index + 1] = position;
        }

        return index;
    }

    /// <summary>Bytes of a number behind its first; many where the data end before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CountMore(ReadOnlySpan<byte> data)
    {
        if (data.Length >= sizeof(ulong))
        {
            var lastOnes = ~BinaryPrimitives.ReadUInt64LittleEndian(data) & HighBits;
            return (BitOperations.TrailingZeroCount(lastOnes) >> 3) + 1;
        }

        return CountLastMore(data);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int CountLastMore(ReadOnlySpan<byte> data)
    {
        for (var i = 0; i < data.Length; i++)
        {
            if (data[i] < 0x80)
                return i + 1;
        }

        return int.MaxValue;
    }

    /// <summary>Whether a byte is a good value of one of the types that mostly have one byte.</summary>
    private bool IsWhole(int value) => _kind switch
    {
        Kind.Boolean => value < 2,
        Kind.Enum => (value & 1) == 0 && value < _number,
        Kind.Optional => value == _number,
        _ => false,
    };

    /// <summary>
    /// Most texts are short and ASCII; that is seen at once, the rest is asked of the library.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsText(ReadOnlySpan<byte> text)
    {
        if (text.Length >= Vector128<byte>.Count)
        {
            var all = Vector128.Create(text[^Vector128<byte>.Count..]);
            for (var rest = text; rest.Length > Vector128<byte>.Count; rest = rest[Vector128<byte>.Count..])
                all |= Vector128.Create(rest);
            return all.ExtractMostSignificantBits() == 0 || Utf8.IsValid(text);
        }

        ulong bits = 0;
        if (text.Length >= sizeof(ulong))
        {
            bits = BinaryPrimitives.ReadUInt64LittleEndian(text)
                | BinaryPrimitives.ReadUInt64LittleEndian(text[^sizeof(ulong)..]);
        }
        else if (text.Length >= sizeof(uint))
        {
            bits = BinaryPrimitives.ReadUInt32LittleEndian(text)
                | BinaryPrimitives.ReadUInt32LittleEndian(text[^sizeof(uint)..]);
        }
        else
        {
            foreach (var b in text)
                bits |= b;
        }

        return (bits & HighBits) == 0 || Utf8.IsValid(text);
    }

    private static int NullOf(UnionSchema union) =>
        Array.FindIndex(union.BranchArray, branch => branch.Type == AvroType.Null);
}
