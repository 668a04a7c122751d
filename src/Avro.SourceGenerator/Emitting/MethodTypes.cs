using OrderPipeline.Avro.SourceGenerator.Model;

namespace OrderPipeline.Avro.SourceGenerator.Emitting;

/// <summary>
/// The types of a record that are read and written by methods of their own, and the names of these.
/// </summary>
internal static class MethodTypes
{
    /// <summary>Each once, in the order in which they are first met.</summary>
    public static IReadOnlyList<TypeRef> Of(RecordModel record)
    {
        var found = new List<TypeRef>();
        foreach (var field in record.Fields)
            Collect(field.Type, found);
        return found;
    }

    /// <summary>Unique in the record, and like no property, since properties have no underscore inside.</summary>
    public static string Name(RecordModel record, TypeRef type)
    {
        var sameWords = Of(record).Where(other => other.Words == type.Words).ToList();
        var number = sameWords.IndexOf(type);
        return number == 0 ? type.Words : $"{type.Words}_{number + 1}";
    }

    private static void Collect(TypeRef type, List<TypeRef> found)
    {
        if (!type.HasMethods || found.Contains(type))
            return;
        found.Add(type);
        switch (type)
        {
            case ArrayRef array:
                Collect(array.Items, found);
                break;
            case MapRef map:
                Collect(map.Values, found);
                break;
            case UnionRef union:
                foreach (var branch in union.Branches)
                    Collect(branch, found);
                break;
        }
    }
}
