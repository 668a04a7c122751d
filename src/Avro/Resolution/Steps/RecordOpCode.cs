namespace OrderPipeline.Avro.Resolution.Steps;

/// <summary>What one operation of a record's program does.</summary>
internal enum RecordOpCode
{
    /// <summary>Checks a run of the writer's fields and notes where they are.</summary>
    Pass,

    /// <summary>Writes a run of fields that were passed, as they are.</summary>
    Copy,

    /// <summary>Writes the encoded default of a field that only the reader has.</summary>
    Default,

    /// <summary>Writes the field that comes next, in another encoding.</summary>
    Next,

    /// <summary>Goes back to a field that was passed and writes it in another encoding.</summary>
    Again,
}
