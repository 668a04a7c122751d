namespace OrderPipeline.Avro.Files.Format;

/// <summary>How far the bytes at hand reach.</summary>
internal enum FrameStep
{
    /// <summary>More bytes are needed.</summary>
    Needs,

    /// <summary>A whole block is there.</summary>
    Block,

    /// <summary>The file has ended.</summary>
    End,
}
