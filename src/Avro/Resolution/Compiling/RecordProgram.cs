using OrderPipeline.Avro.Resolution.Steps;
using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Resolution.Compiling;

/// <summary>Writes the program of one record; used once.</summary>
internal sealed class RecordProgram(RecordSchema writer)
{
    private readonly List<RecordOp> _ops = [];
    private int _passed;

    /// <summary>The reader's fields one after the other; the writer's are passed in runs as long as can be.</summary>
    /// <param name="fields">The reader's fields.</param>
    /// <param name="isInOrder">Whether the fields that both have come in one order.</param>
    internal RecordOp[] Of(FieldPlan[] fields, bool isInOrder)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            var (source, field) = (fields[i].Source, fields[i]);
            if (source < 0)
            {
                _ops.Add(new(RecordOpCode.Default, 0, 0, Default: field.Default));
                continue;
            }

            if (_passed <= source)
                PassUpTo(isInOrder ? FirstChange(fields, i) : writer.FieldArray.Length);
            if (field.IsCopied)
            {
                var count = CountToCopy(fields, i);
                _ops.Add(new(RecordOpCode.Copy, source, source + count));
                i += count - 1;
            }
            else if (_passed == source)
            {
                _passed++;
                _ops.Add(new(RecordOpCode.Next, source, source + 1, field.Step));
            }
            else
            {
                _ops.Add(new(RecordOpCode.Again, source, source + 1, field.Step));
            }
        }

        PassUpTo(writer.FieldArray.Length);
        return [.. _ops];
    }

    /// <summary>
    /// The writer's position of the next field that changes: it is resolved when it comes, so that large ones are read
    /// once. All of them where there is none.
    /// </summary>
    private int FirstChange(FieldPlan[] fields, int first)
    {
        foreach (var field in fields.AsSpan(first))
        {
            if (field.Source >= 0 && !field.Step!.IsScalar)
                return field.Source;
        }

        return writer.FieldArray.Length;
    }

    /// <summary>How many of the fields lie side by side on both sides.</summary>
    private static int CountToCopy(FieldPlan[] fields, int first)
    {
        var count = 1;
        while (first + count < fields.Length
            && fields[first + count].IsCopied
            && fields[first + count].Source == fields[first].Source + count)
            count++;
        return count;
    }

    private void PassUpTo(int end)
    {
        if (end <= _passed)
            return;
        _ops.Add(new(RecordOpCode.Pass, _passed, end));
        _passed = end;
    }
}
