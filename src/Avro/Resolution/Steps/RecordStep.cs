using System.Buffers;
using System.Runtime.CompilerServices;

namespace OrderPipeline.Avro.Resolution.Steps;

/// <summary>
/// A record, by a program that depends on the schemas alone: runs of fields are passed over in the writer's order, and
/// what lies side by side on both sides is copied at once. Only a number that changes its type, and a field that
/// changes both its place and its encoding, are read twice.
/// </summary>
internal sealed class RecordStep : ResolutionStep
{
    private const int MostMarks = 17;

    private FieldCheck[] _fields = [];
    private FieldCheck[] _fieldsLeavingText = [];
    private RecordOp[] _program = [];
    private ResolutionStep[] _parts = [];
    private bool _isFlat;
    private bool _isSimple;
    private bool _keepsEncoding;

    internal override bool KeepsEncoding => _keepsEncoding;

    internal override IEnumerable<ResolutionStep> Parts => _parts;

    /// <summary>Gives the program, once: a recursive record's step must exist before its fields' steps.</summary>
    /// <param name="fields">The writer's fields.</param>
    /// <param name="program">Passes all of them, in the writer's order.</param>
    /// <param name="parts">What resolves the fields.</param>
    /// <param name="keepsEncoding">Whether both sides have the same fields in the same order.</param>
    internal void Complete(FieldCheck[] fields, RecordOp[] program, ResolutionStep[] parts, bool keepsEncoding)
    {
        _fields = fields;
        _fieldsLeavingText = [.. fields];
        foreach (var copy in program.Where(op => op.Code == RecordOpCode.Copy))
        {
            for (var field = copy.First; field < copy.End; field++)
                _fieldsLeavingText[field] = fields[field].LeavingText();
        }

        _program = program;
        _parts = parts;
        _keepsEncoding = keepsEncoding;
        _isFlat = program is [{ Code: RecordOpCode.Pass }, ..]
            && Array.TrueForAll(
                program[1..], op => op.Code != RecordOpCode.Pass && op.Step is null or { IsScalar: true });
        _isSimple = _isFlat
            && fields.Length < MostMarks
            && Array.TrueForAll(program, op => op.Step is null or PromotionStep { IsWidening: true });
    }

    /// <summary>The usual record at the start of data, as long as nothing about it is wrong.</summary>
    /// <param name="source">The data.</param>
    /// <param name="checksText">Whether strings that are kept are checked.</param>
    /// <param name="destination">Takes the record.</param>
    /// <param name="consumed">Bytes of the data that are the record.</param>
    /// <returns>False where nothing was done.</returns>
    internal bool TryRunSimply(
        ReadOnlySpan<byte> source, bool checksText, ref AvroWriter destination, out int consumed)
    {
        consumed = 0;
        if (!_isSimple)
            return false;
        var marks = default(Marks);
        var fields = checksText ? _fields : _fieldsLeavingText;
        if (!FlatRun.TryRun(fields, _program, source, marks, destination.Room, out var written))
            return false;
        consumed = marks[fields.Length];
        destination.Advance(written);
        return true;
    }

    internal override bool TryRun(ref AvroReader source, ref AvroWriter destination, ref AvroStatus failure)
    {
        if (!source.TryEnter())
            return false;
        bool isGood;
        if (_fields.Length < MostMarks)
        {
            var marks = default(Marks);
            isGood = _isFlat
                ? TryRunFlat(marks, ref source, ref destination, ref failure)
                : TryRun(marks, ref source, ref destination, ref failure);
        }
        else
        {
            var rented = ArrayPool<int>.Shared.Rent(_fields.Length + 1);
            isGood = TryRun(rented, ref source, ref destination, ref failure);
            ArrayPool<int>.Shared.Return(rented);
        }

        source.Leave();
        return isGood;
    }

    /// <param name="marks">Takes where each of the writer's fields begins, and where the last ends.</param>
    /// <param name="source">The record.</param>
    /// <param name="destination">Takes the fields.</param>
    /// <param name="failure">Names the field that fails.</param>
    private bool TryRun(
        scoped Span<int> marks, ref AvroReader source, ref AvroWriter destination, ref AvroStatus failure)
    {
        var start = source.Mark();
        marks[0] = start.Position;
        foreach (ref readonly var op in _program.AsSpan())
        {
            switch (op.Code)
            {
                case RecordOpCode.Pass:
                    if (!TryPass(op.First, op.End, marks, ref source, ref failure))
                        return false;
                    break;
                case RecordOpCode.Copy:
                    destination.WriteFixed(source.Data[marks[op.First]..marks[op.End]]);
                    break;
                case RecordOpCode.Default:
                    destination.WriteFixed(op.Default);
                    break;
                case RecordOpCode.Next:
                    if (!op.Step!.TryRun(ref source, ref destination, ref failure))
                        return FailIn(_fields[op.First].Name, ref source, ref failure);
                    marks[op.End] = source.Position;
                    break;
                default:
                    var end = source.Mark();
                    source.Reset(start with { Position = marks[op.First] });
                    if (!op.Step!.TryRun(ref source, ref destination, ref failure))
                        return FailIn(_fields[op.First].Name, ref source, ref failure);
                    source.Reset(end);
                    break;
            }
        }

        return true;
    }

    /// <summary>The same for a program that passes all fields first and changes scalars only.</summary>
    private bool TryRunFlat(
        scoped Span<int> marks, ref AvroReader source, ref AvroWriter destination, ref AvroStatus failure)
    {
        marks[0] = source.Position;
        if (!TryPass(0, _fields.Length, marks, ref source, ref failure))
            return false;
        var data = source.Data;
        var end = source.Position;
        for (var i = 1; i < _program.Length; i++)
        {
            ref readonly var op = ref _program[i];
            if (op.Step is null)
            {
                destination.WriteFixed(op.Default ?? data[marks[op.First]..marks[op.End]]);
                continue;
            }

            source.MoveTo(marks[op.First]);
            if (!op.Step.TryRun(ref source, ref destination, ref failure))
                return FailIn(_fields[op.First].Name, ref source, ref failure);
            source.MoveTo(end);
        }

        return true;
    }

    private bool TryPass(int first, int end, scoped Span<int> marks, ref AvroReader source, ref AvroStatus failure)
    {
        var fields = (source.LeavesText ? _fieldsLeavingText : _fields).AsSpan(0, end);
        first = FieldCheck.PassQuickly(fields, first, source.Data, marks);
        source.MoveTo(marks[first]);
        return first == end || TryPassRest(fields, first, marks, ref source, ref failure);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryPassRest(
        ReadOnlySpan<FieldCheck> fields,
        int first,
        scoped Span<int> marks,
        ref AvroReader source,
        ref AvroStatus failure)
    {
        while (first < fields.Length)
        {
            if (!fields[first].TrySkip(ref source))
                return FailIn(fields[first].Name, ref source, ref failure);
            marks[++first] = source.Position;
            first = FieldCheck.PassQuickly(fields, first, source.Data, marks);
            source.MoveTo(marks[first]);
        }

        return true;
    }

    [InlineArray(MostMarks)]
    private struct Marks
    {
        private int _first;
    }
}
