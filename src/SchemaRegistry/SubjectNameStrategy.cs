namespace OrderPipeline.SchemaRegistry;

/// <summary>How the subject of a record's schema is named; the names are Confluent's.</summary>
public enum SubjectNameStrategy
{
    /// <summary><c>orders-value</c>: one type in each topic.</summary>
    Topic,

    /// <summary>The record's full name: one type, whatever the topic.</summary>
    Record,

    /// <summary><c>orders.averages-</c> and the full name: several types in one topic.</summary>
    TopicRecord,
}
