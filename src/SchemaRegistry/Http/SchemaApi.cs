using System.Globalization;
using Bodies = OrderPipeline.SchemaRegistry.Http.Json.RegistryJsonContext;

namespace OrderPipeline.SchemaRegistry.Http;

/// <summary>The routes below <c>/schemas</c>: schemas by id and GUID, and where they are.</summary>
internal sealed class SchemaApi(RegistryCalls calls)
{
    public async Task<Schema> GetAsync(SchemaKey key, CancellationToken token)
    {
        var path = key.Guid is { } guid
            ? $"schemas/guids/{guid:D}"
            : string.Create(CultureInfo.InvariantCulture, $"schemas/ids/{key.Id}");
        var query = RegistryPath.Query(("subject", key.Subject), ("format", key.Format));
        return BodyTexts.Read(await calls.GetAsync(path + query, Bodies.Default.SchemaBody, token));
    }

    public async Task<IReadOnlyList<string>> GetSubjectsAsync(int id, bool includeDeleted, CancellationToken token) =>
        await calls.GetAsync(Below(id, "subjects", includeDeleted), Bodies.Default.StringArray, token);

    public async Task<IReadOnlyList<SubjectVersion>> GetVersionsAsync(
        int id, bool includeDeleted, CancellationToken token)
    {
        var path = Below(id, "versions", includeDeleted);
        var places = await calls.GetAsync(path, Bodies.Default.SubjectVersionBodyArray, token);
        return [.. places.Select(place => new SubjectVersion(place.Subject, place.Version))];
    }

    public async Task<IReadOnlyList<string>> GetTypesAsync(CancellationToken token) =>
        await calls.GetAsync("schemas/types", Bodies.Default.StringArray, token);

    private static string Below(int id, string what, bool includeDeleted) => string.Create(
        CultureInfo.InvariantCulture,
        $"schemas/ids/{id}/{what}{RegistryPath.Query(("deleted", RegistryPath.Flag(includeDeleted)))}");
}
