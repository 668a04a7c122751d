using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace OrderPipeline.Avro.Resolution.Steps;

/// <summary>
/// A record whose fields are passed, copied, defaulted or widened and nothing else, without reader and writer, so that
/// what it works with stays in registers.
/// </summary>
internal static class FlatRun
{
    /// <summary>Resolves a record at the start of the data.</summary>
    /// <param name="fields">The writer's fields.</param>
    /// <param name="program">Passes them all first.</param>
    /// <param name="data">What the writer wrote.</param>
    /// <param name="marks">Takes where each of the writer's fields begins, and where the last ends.</param>
    /// <param name="room">Takes the record; what is behind it in the room may change too.</param>
    /// <param name="written">Bytes of the room that are the record.</param>
    /// <returns>
    /// False where something is wrong, unusual or has no room: then nothing was done, and a reader finds out what.
    /// </returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static bool TryRun(
        ReadOnlySpan<FieldCheck> fields,
        ReadOnlySpan<RecordOp> program,
        ReadOnlySpan<byte> data,
        Span<int> marks,
        Span<byte> room,
        out int written)
    {
        written = 0;
        marks[0] = 0;
        if (FieldCheck.PassInline(fields, 0, data, marks) != fields.Length)
            return false;
        var position = 0;
        for (var index = 1; index < program.Length; index++)
        {
            ref readonly var op = ref program[index];
            int size;
            if (op.Default is { } encoded)
            {
                size = encoded.Length;
                if (size > room.Length - position)
                    return false;
                Copy(encoded, 0, size, room, position);
            }
            else
            {
                var first = marks[op.First];
                size = marks[op.End] - first;
                if (op.Step is PromotionStep step)
                {
                    if (!step.TryWiden(data.Slice(first, size), room[position..], out size))
                        return false;
                }
                else
                {
                    if (size > room.Length - position)
                        return false;
                    Copy(data, first, size, room, position);
                }
            }

            position += size;
        }

        written = position;
        return true;
    }

    /// <summary>
    /// Most are shorter than a vector: where there is room for a whole one, or for a number at either end, no call is
    /// needed.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(ReadOnlySpan<byte> source, int first, int size, Span<byte> room, int position)
    {
        var whole = Vector128<byte>.Count;
        if (size <= whole && source.Length - first >= whole && room.Length - position >= whole)
        {
            Vector128.Create(source.Slice(first, whole)).CopyTo(room.Slice(position, whole));
            return;
        }

        var from = source.Slice(first, size);
        var to = room.Slice(position, size);
        if (size is >= sizeof(uint) and <= 2 * sizeof(uint))
        {
            var last = MemoryMarshal.Read<uint>(from[^sizeof(uint)..]);
            MemoryMarshal.Write(to, MemoryMarshal.Read<uint>(from));
            MemoryMarshal.Write(to[^sizeof(uint)..], last);
        }
        else
        {
            from.CopyTo(to);
        }
    }
}
