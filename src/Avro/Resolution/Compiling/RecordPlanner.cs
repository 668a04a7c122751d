using OrderPipeline.Avro.Resolution.Steps;
using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Resolution.Compiling;

/// <summary>Plans a record: what comes from the writer, what from defaults, in which order.</summary>
internal sealed class RecordPlanner(PlanCompiler compiler)
{
    /// <summary>Completes the step; false where the compiler has the failure.</summary>
    internal bool TryPlan(RecordStep step, RecordSchema writer, RecordSchema reader, string path)
    {
        var matches = SchemaMatch.MatchFields(writer, reader);
        var fields = new FieldPlan[reader.FieldArray.Length];
        foreach (var field in reader.FieldArray)
        {
            if (TryPlanField(writer, field, matches[field.Position], path) is not { } plan)
                return false;
            fields[field.Position] = plan;
        }

        var isInOrder = IsInOrder(fields);
        ResolutionStep[] steps = [.. fields.Select(field => field.Step).OfType<ResolutionStep>()];
        var keepsFields = isInOrder && steps.Length == fields.Length && steps.Length == writer.FieldArray.Length;
        step.Complete(ChecksOf(writer, fields), new RecordProgram(writer).Of(fields, isInOrder), steps, keepsFields);
        return true;
    }

    private FieldPlan? TryPlanField(RecordSchema writer, RecordField field, int source, string path)
    {
        var fieldPath = path.Length == 0 ? field.Name : path + "." + field.Name;
        if (source >= 0)
        {
            var step = compiler.TryCompile(writer.FieldArray[source].Schema, field.Schema, fieldPath);
            return step is null ? null : new FieldPlan(field.Name, source, step, null);
        }

        if (compiler.Defaults.Of(field) is { } encoded)
            return new FieldPlan(field.Name, -1, null, encoded);
        compiler.Fail(fieldPath, field.HasDefault ? DefaultEncoder.Misfit : SchemaMatch.NoDefault(writer, field));
        return null;
    }

    private static FieldCheck[] ChecksOf(RecordSchema writer, FieldPlan[] fields)
    {
        var names = Array.ConvertAll(writer.FieldArray, field => field.Name);
        foreach (var field in fields.Where(field => field.Source >= 0))
            names[field.Source] = field.Name;
        return Array.ConvertAll(writer.FieldArray, field => new FieldCheck(field.Schema, names[field.Position]));
    }

    private static bool IsInOrder(FieldPlan[] fields)
    {
        var last = -1;
        foreach (var field in fields)
        {
            if (field.Source < 0)
                continue;
            if (field.Source < last)
                return false;
            last = field.Source;
        }

        return true;
    }
}
