using System.Globalization;

namespace OrderPipeline.LocalCluster.Registry.Store;

/// <summary>Every "no" of the registry, with the codes of Confluent's API that clients act on.</summary>
internal static class RegistryRefusals
{
    public static RegistryRefusalException SubjectNotFound(string subject) =>
        new(404, 40401, $"Subject '{subject}' not found.");

    public static RegistryRefusalException VersionNotFound(int? version) =>
        new(404, 40402, $"Version {Name(version)} not found.");

    public static RegistryRefusalException SchemaNotFound() => new(404, 40403, "Schema not found.");

    public static RegistryRefusalException SchemaNotFound(int id) =>
        new(404, 40403, string.Create(CultureInfo.InvariantCulture, $"Schema {id} not found."));

    public static RegistryRefusalException SubjectDeleted(string subject) =>
        new(404, 40404, $"Subject '{subject}' is soft-deleted already; permanent=true removes it for good.");

    public static RegistryRefusalException SubjectNotDeleted(string subject) =>
        new(404, 40405, $"Subject '{subject}' must be soft-deleted before it can be removed for good.");

    public static RegistryRefusalException VersionDeleted(string subject, int version) => new(
        404,
        40406,
        $"Version {Name(version)} of subject '{subject}' is soft-deleted already; permanent=true removes it for good.");

    public static RegistryRefusalException VersionNotDeleted(string subject, int version) => new(
        404,
        40407,
        $"Version {Name(version)} of subject '{subject}' must be soft-deleted before it can be removed for good.");

    public static RegistryRefusalException SchemaNotFound(string guid) =>
        new(404, 40403, $"Schema {guid} not found.");

    public static RegistryRefusalException NoCompatibilityOf(string subject) =>
        new(404, 40408, $"Subject '{subject}' has no compatibility level of its own.");

    public static RegistryRefusalException NoModeOf(string subject) =>
        new(404, 40409, $"Subject '{subject}' has no mode of its own.");

    public static RegistryRefusalException Incompatible(string subject, IReadOnlyList<string> problems)
    {
        const int Told = 5;
        var more = problems.Count > Told
            ? string.Create(CultureInfo.InvariantCulture, $" (and {problems.Count - Told} more)")
            : "";
        return new(
            409,
            409,
            $"The schema is not compatible with earlier versions of subject '{subject}': "
            + string.Join("; ", problems.Take(Told)) + more);
    }

    public static RegistryRefusalException InvalidSchema(string why, Exception? cause = null) =>
        new(422, 42201, $"Invalid schema: {why}", cause);

    public static RegistryRefusalException InvalidVersion(string text) => new(
        422, 42202, $"'{text}' is no version; versions are \"latest\" and whole numbers from 1 to 2147483647.");

    public static RegistryRefusalException InvalidCompatibility() => new(
        422,
        42203,
        "Invalid compatibility level; the levels are NONE, BACKWARD, BACKWARD_TRANSITIVE, FORWARD, "
        + "FORWARD_TRANSITIVE, FULL and FULL_TRANSITIVE.");

    public static RegistryRefusalException InvalidMode() => new(
        422, 42204, "Invalid mode; the modes are READWRITE, READONLY, READONLY_OVERRIDE and IMPORT.");

    public static RegistryRefusalException NotPermitted(string why) => new(422, 42205, why);

    public static RegistryRefusalException WrongMode(string subject, string why) =>
        NotPermitted($"Subject '{subject}' in context '{SubjectNames.ContextOf(subject)}' {why}.");

    public static RegistryRefusalException InvalidRuleSet(string why) => new(422, 42210, $"Invalid rule set: {why}");

    public static RegistryRefusalException ReferenceExists(string subject, int version, int by) => new(
        422,
        42206,
        string.Create(
            CultureInfo.InvariantCulture,
            $"Version {version} of subject '{subject}' is referred to by the schema with id {by}."));

    public static RegistryRefusalException InvalidSubject() =>
        new(422, 42208, "Invalid subject: a subject has a name, which holds no control characters.");

    public static RegistryRefusalException BadRequest(string why) => new(400, 400, why);

    public static RegistryRefusalException Busy() =>
        new(503, 50301, "This registry has too much to do; ask again in a moment.");

    private static string Name(int? version) => version?.ToString(CultureInfo.InvariantCulture) ?? "latest";
}
