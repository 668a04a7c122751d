using OrderPipeline.SchemaRegistry.Http.Json;
using Bodies = OrderPipeline.SchemaRegistry.Http.Json.RegistryJsonContext;

namespace OrderPipeline.SchemaRegistry.Http;

/// <summary>The routes below <c>/subjects</c>, <c>/compatibility</c> and <c>/contexts</c>.</summary>
internal sealed class SubjectApi(RegistryCalls calls)
{
    public Task<RegistrationBody> RegisterAsync(
        string subject, byte[] body, bool normalize, CancellationToken token)
    {
        var path = $"{RegistryPath.Subject(subject)}/versions{Normalize(normalize)}";
        return calls.PostAsync(path, body, Bodies.Default.RegistrationBody, token);
    }

    public async Task<RegisteredSchema> LookUpAsync(
        string subject, Schema schema, bool normalize, bool includeDeleted, CancellationToken token)
    {
        var query = RegistryPath.Query(
            ("normalize", RegistryPath.Flag(normalize)), ("deleted", RegistryPath.Flag(includeDeleted)));
        var path = RegistryPath.Subject(subject) + query;
        return BodyTexts.Read(
            await calls.PostAsync(path, BodyTexts.Write(schema), Bodies.Default.RegisteredBody, token));
    }

    public async Task<RegisteredSchema> GetVersionAsync(
        string subject, int? version, bool includeDeleted, CancellationToken token)
    {
        var path = RegistryPath.Version(subject, version) + Deleted(includeDeleted);
        var found = BodyTexts.Read(await calls.GetAsync(path, Bodies.Default.RegisteredBody, token));
        return version is null || version == found.Version
            ? found
            : throw calls.Odd($"answers with version {found.Version} when asked for {version} of subject {subject}");
    }

    public async Task<IReadOnlyList<string>> GetSubjectsAsync(
        string? prefix, bool includeDeleted, CancellationToken token)
    {
        var query = RegistryPath.Query(("subjectPrefix", prefix), ("deleted", RegistryPath.Flag(includeDeleted)));
        return await calls.GetAsync($"subjects{query}", Bodies.Default.StringArray, token);
    }

    public async Task<IReadOnlyList<int>> GetVersionsAsync(
        string subject, bool includeDeleted, CancellationToken token) =>
        await calls.GetAsync(
            $"{RegistryPath.Subject(subject)}/versions{Deleted(includeDeleted)}", Bodies.Default.Int32Array, token);

    public async Task<IReadOnlyList<int>> GetReferencingAsync(string subject, int version, CancellationToken token) =>
        await calls.GetAsync(
            $"{RegistryPath.Version(subject, version)}/referencedby", Bodies.Default.Int32Array, token);

    public Task<int> DeleteVersionAsync(string subject, int version, bool permanent, CancellationToken token) =>
        calls.DeleteAsync(RegistryPath.Version(subject, version) + Permanent(permanent), Bodies.Default.Int32, token);

    public async Task<IReadOnlyList<int>> DeleteSubjectAsync(string subject, bool permanent, CancellationToken token) =>
        await calls.DeleteAsync(RegistryPath.Subject(subject) + Permanent(permanent), Bodies.Default.Int32Array, token);

    /// <param name="subject">The subject's name.</param>
    /// <param name="versions"><c>versions</c>, or one of them.</param>
    /// <param name="schema">What is tested.</param>
    /// <param name="normalize">True for normal forms.</param>
    /// <param name="token">Gives up.</param>
    public async Task<CompatibilityResult> TestAsync(
        string subject, string versions, Schema schema, bool normalize, CancellationToken token)
    {
        var query = RegistryPath.Query(("verbose", "true"), ("normalize", RegistryPath.Flag(normalize)));
        var path = $"compatibility/{RegistryPath.Subject(subject)}/{versions}{query}";
        var found = BodyTexts.Read(
            await calls.PostAsync(path, BodyTexts.Write(schema), Bodies.Default.CompatibilityBody, token));
        return found with { Messages = [.. found.Messages.Select(calls.Clean)] };
    }

    public async Task<IReadOnlyList<string>> GetContextsAsync(CancellationToken token) =>
        await calls.GetAsync("contexts", Bodies.Default.StringArray, token);

    private static string Normalize(bool normalize) =>
        RegistryPath.Query(("normalize", RegistryPath.Flag(normalize)));

    private static string Deleted(bool includeDeleted) =>
        RegistryPath.Query(("deleted", RegistryPath.Flag(includeDeleted)));

    private static string Permanent(bool permanent) =>
        RegistryPath.Query(("permanent", RegistryPath.Flag(permanent)));
}
