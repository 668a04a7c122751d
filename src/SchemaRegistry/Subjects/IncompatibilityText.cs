namespace OrderPipeline.SchemaRegistry.Subjects;

/// <summary>Brings what registries say of incompatible schemas into plain sentences.</summary>
internal static class IncompatibilityText
{
    private const string Description = "description:'";
    private const string AdditionalInfo = "', additionalInfo:";

    // Confluent's list ends with the old version, its whole text and the level, as entries of their own.
    private static readonly string[] NotReasons = ["{oldSchema", "{validateFields", "{compatibility"];

    /// <summary>The reasons only, each once.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string> messages) =>
    [
        .. messages
            .Where(message => !Array.Exists(NotReasons, mark => message.StartsWith(mark, StringComparison.Ordinal)))
            .Select(Plain)
            .Distinct(),
    ];

    private static string Plain(string message)
    {
        var from = message.IndexOf(Description, StringComparison.Ordinal);
        if (from < 0)
            return message;
        from += Description.Length;
        var until = message.IndexOf(AdditionalInfo, from, StringComparison.Ordinal);
        return until < 0 ? message[from..].TrimEnd('}', '\'') : message[from..until];
    }
}
