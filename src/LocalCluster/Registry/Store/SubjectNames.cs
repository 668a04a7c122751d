namespace OrderPipeline.LocalCluster.Registry.Store;

/// <summary>
/// Subjects and their contexts: <c>:.context:subject</c> is a subject of a context, <c>:.context:</c> the context
/// itself, and everything else a subject of the default context, which is called <c>.</c>.
/// </summary>
internal static class SubjectNames
{
    public const string DefaultContext = ".";

    /// <summary>As a prefix of subjects: those of all contexts.</summary>
    public const string AnyContext = ":*:";

    /// <summary>One spelling: the default context is not named.</summary>
    /// <exception cref="RegistryRefusalException">42208: it holds control characters.</exception>
    public static string Normalize(string subject)
    {
        if (subject.Any(char.IsControl))
            throw RegistryRefusals.InvalidSubject();
        return subject.StartsWith(":.:", StringComparison.Ordinal) ? subject[3..] : subject;
    }

    public static string ContextOf(string subject) =>
        subject.StartsWith(":.", StringComparison.Ordinal) && subject.IndexOf(':', 1) is > 0 and var end
            ? subject[1..end]
            : DefaultContext;

    /// <summary>The subject without its context.</summary>
    public static string LocalName(string subject) =>
        ContextOf(subject) is var context && context != DefaultContext ? subject[(context.Length + 2)..] : subject;

    /// <summary>The subject as it is named where another subject of this context speaks of it.</summary>
    public static string Within(string context, string subject) =>
        context == DefaultContext || subject.StartsWith(":.", StringComparison.Ordinal)
            ? Normalize(subject)
            : $":{context}:{subject}";

    /// <summary>The name under which a context has its settings.</summary>
    public static string OfContext(string context) => $":{context}:";
}
