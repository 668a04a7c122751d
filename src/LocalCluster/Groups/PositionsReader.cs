namespace OrderPipeline.LocalCluster.Groups;

/// <summary>Reads the topics, partitions and offsets that end OffsetCommit and TxnOffsetCommit.</summary>
internal static class PositionsReader
{
    public static List<TopicPosition> Read(ref RequestFields fields, bool hasEpoch, bool hasTimestamp)
    {
        var positions = new List<TopicPosition>();
        for (var topics = fields.ArrayLength(); topics > 0 && !fields.Failed; topics--)
        {
            var topic = fields.Name();
            for (var partitions = fields.ArrayLength(); partitions > 0 && !fields.Failed; partitions--)
            {
                positions.Add(new(topic, fields.Int32(), fields.Int64()));
                if (hasEpoch)
                    fields.Int32();
                if (hasTimestamp)
                    fields.Int64();
                fields.SkipString();   // metadata
                fields.TaggedFields();
            }
            fields.TaggedFields();
        }
        fields.TaggedFields();
        return positions;
    }
}
