using OrderPipeline.Avro.Resolution.Steps;
using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Resolution.Compiling;

/// <summary>Plans a record: what comes from the writer, what from defaults, in which order.</summary>
internal sealed class RecordPlanner(PlanCompiler compiler)
{
    internal RecordPart[] Plan(RecordSchema writer, RecordSchema reader, string path, out bool isInOrder)
    {
        var matches = SchemaMatch.MatchFields(writer, reader);
        var parts = new List<RecordPart>(matches.Length);
        foreach (var field in reader.FieldArray)
            parts.Add(PlanField(writer, field, matches[field.Position], path));
        isInOrder = IsInOrder(parts);
        return isInOrder ? WithSkipped(writer, parts) : [.. parts];
    }

    private RecordPart PlanField(RecordSchema writer, RecordField field, int source, string path)
    {
        var fieldPath = path.Length == 0 ? field.Name : path + "." + field.Name;
        if (source >= 0)
        {
            var step = compiler.Compile(writer.FieldArray[source].Schema, field.Schema, fieldPath);
            return new RecordPart(field.Name, source, step, null, null);
        }

        if (field.HasDefault)
            return new RecordPart(field.Name, -1, null, null, DefaultEncoder.Encode(field, fieldPath));
        throw new AvroResolutionException(
            fieldPath,
            $"the writer's {writer.FullName} has no such field, and the reader's {SchemaMatch.Describe(field.Schema)} "
            + "no default");
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
