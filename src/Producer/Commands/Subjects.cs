using OrderPipeline.Contracts;
using OrderPipeline.Contracts.Settings;
using OrderPipeline.SchemaRegistry;

namespace OrderPipeline.Producer.Commands;

/// <summary>
/// The subjects of our schemas (SPEC 1): by topic, and by topic and record where a topic holds several.
/// </summary>
internal static class Subjects
{
    public static (string Subject, string Schema) Orders(TopicsOptions topics) =>
        (SubjectNameStrategy.Topic.SubjectFor(topics.Orders, Order.Schema.FullName), Order.SchemaJson);

    public static (string Subject, string Schema) DeadLetters(TopicsOptions topics) =>
        (SubjectNameStrategy.Topic.SubjectFor(topics.DeadLetters, DeadLetter.Schema.FullName), DeadLetter.SchemaJson);

    public static IReadOnlyList<(string Subject, string Schema)> All(TopicsOptions topics) =>
    [
        Orders(topics),
        DeadLetters(topics),
        Averages(topics, ProductAverage.Schema.FullName, ProductAverage.SchemaJson),
        Averages(topics, Ledger.Schema.FullName, Ledger.SchemaJson),
        (SubjectNameStrategy.Topic.SubjectFor(topics.Redrives, Redrive.Schema.FullName), Redrive.SchemaJson),
    ];

    private static (string Subject, string Schema) Averages(TopicsOptions topics, string recordName, string schema) =>
        (SubjectNameStrategy.TopicRecord.SubjectFor(topics.Averages, recordName), schema);
}
