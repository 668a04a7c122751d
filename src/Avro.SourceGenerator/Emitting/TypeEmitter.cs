using OrderPipeline.Avro.SourceGenerator.Model;

namespace OrderPipeline.Avro.SourceGenerator.Emitting;

/// <summary>The whole file of one named type.</summary>
internal static class TypeEmitter
{
    public static string Emit(TypeModel type)
    {
        var code = new CodeWriter();
        code.Head(type.FullName);
        switch (type)
        {
            case RecordModel record:
                new RecordEmitter(code, record).Emit();
                if (record.IsFlat)
                    new ViewEmitter(code, record).Emit();
                break;
            case EnumModel symbols:
                EnumEmitter.Emit(code, symbols);
                break;
            case FixedModel bytes:
                FixedEmitter.Emit(code, bytes);
                break;
        }

        return code.ToString();
    }
}
