namespace OrderPipeline.LocalCluster.Wire;

/// <summary>Finds the records in the answer to a Fetch request.</summary>
internal static class FetchResponse
{
    private const int CorrelationIdSize = 4;
    private const int FirstWithSession = 7;
    private const int FirstWithLogStart = 5;
    private const int FirstWithAborted = 4;
    private const int FirstWithPreferredReplica = 11;
    private const int FirstFlexible = 12;
    private const int FirstWithTopicId = 13;

    /// <summary>Mends the commit markers in a whole answer, in place (<see cref="RecordBatches"/>).</summary>
    /// <param name="frame">From the correlation id to the end.</param>
    /// <param name="version">The <c>api_version</c> of the request.</param>
    public static void Mend(Span<byte> frame, short version)
    {
        var reader = new WireReader(frame, version >= FirstFlexible);
        reader.Skip(CorrelationIdSize);
        reader.TaggedFields();
        if (version >= 1)
            reader.Int32(); // throttle time
        if (version >= FirstWithSession)
        {
            reader.Int16(); // error
            reader.Int32(); // session id
        }

        for (var topics = reader.ArrayLength(); topics > 0 && !reader.Failed; topics--)
        {
            if (version >= FirstWithTopicId)
                reader.Uuid();
            else
                reader.String();
            for (var partitions = reader.ArrayLength(); partitions > 0 && !reader.Failed; partitions--)
                MendPartition(frame, version, ref reader);
            reader.TaggedFields();
        }
    }

    private static void MendPartition(Span<byte> frame, short version, ref WireReader reader)
    {
        reader.Int32(); // partition
        reader.Int16(); // error
        reader.Int64(); // high watermark
        if (version >= FirstWithAborted)
            reader.Int64(); // last stable offset
        if (version >= FirstWithLogStart)
            reader.Int64(); // first offset of the log
        if (version >= FirstWithAborted)
            SkipAborted(ref reader);
        if (version >= FirstWithPreferredReplica)
            reader.Int32();
        var records = reader.Bytes().Length;
        if (!reader.Failed)
            RecordBatches.Mend(frame.Slice(reader.Position - records, records));
        reader.TaggedFields();
    }

    private static void SkipAborted(ref WireReader reader)
    {
        for (var aborted = reader.ArrayLength(); aborted > 0 && !reader.Failed; aborted--)
        {
            reader.Int64(); // producer id
            reader.Int64(); // first offset
            reader.TaggedFields();
        }
    }
}
