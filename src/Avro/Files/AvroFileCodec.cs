namespace OrderPipeline.Avro.Files;

/// <summary>How the blocks of a container file are compressed (specification, "Required Codecs").</summary>
public enum AvroFileCodec
{
    /// <summary>Not at all; <c>null</c> in a file.</summary>
    Null,

    /// <summary>Raw deflate of RFC 1951, without zlib's header and checksum; <c>deflate</c> in a file.</summary>
    Deflate,
}
