using OrderPipeline.Avro.Resolution.Steps;
using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Resolution.Compiling;

/// <summary>Plans a record: what comes from the writer, what from defaults, in which order.</summary>
internal sealed class RecordPlanner(PlanCompiler compiler)
{
    /// <summary>The parts, or null where the compiler has the failure.</summary>
    internal RecordPart[]? TryPlan(RecordSchema writer, RecordSchema reader, string path, out bool isInOrder)
    {
        isInOrder = false;
        var matches = SchemaMatch.MatchFields(writer, reader);
        var parts = new List<RecordPart>(matches.Length);
        foreach (var field in reader.FieldArray)
        {
            if (TryPlanField(writer, field, matches[field.Position], path) is not { } part)
                return null;
            parts.Add(part);
        }

        isInOrder = IsInOrder(parts);
        return isInOrder ? WithSkipped(writer, parts) : [.. parts];
    }

    private RecordPart? TryPlanField(RecordSchema writer, RecordField field, int source, string path)
    {
        var fieldPath = path.Length == 0 ? field.Name : path + "." + field.Name;
        if (source >= 0)
        {
            var step = compiler.TryCompile(writer.FieldArray[source].Schema, field.Schema, fieldPath);
            return step is null ? null : new RecordPart(field.Name, source, step, null, null);
        }

        if (field.HasDefault && DefaultEncoder.TryEncode(field) is { } encoded)
            return new RecordPart(field.Name, -1, null, null, encoded);
        compiler.Fail(fieldPath, field.HasDefault ? DefaultEncoder.Misfit : SchemaMatch.NoDefault(writer, field));
        return null;
    }

    private static bool IsInOrder(List<RecordPart> parts)
    {
        var last = -1;
        foreach (var part in parts)
        {
            if (part.Source < 0)
                continue;
            if (part.Source < last)
                return false;
            last = part.Source;
        }

        return true;
    }

    /// <summary>Puts the writer's other fields where they come.</summary>
    private static RecordPart[] WithSkipped(RecordSchema writer, List<RecordPart> parts)
    {
        var all = new List<RecordPart>(parts.Count);
        var next = 0;
        foreach (var part in parts)
        {
            if (part.Source >= 0)
            {
                SkipTo(part.Source);
                next++;
            }

            all.Add(part);
        }

        SkipTo(writer.FieldArray.Length);
        return [.. all];

        void SkipTo(int position)
        {
            for (; next < position; next++)
                all.Add(new(writer.FieldArray[next].Name, next, null, writer.FieldArray[next].Schema, null));
        }
    }
}
