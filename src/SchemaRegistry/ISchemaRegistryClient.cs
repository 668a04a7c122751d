namespace OrderPipeline.SchemaRegistry;

/// <summary>A Confluent-compatible Schema Registry, as programs see it.</summary>
/// <remarks>
/// Safe for use from several threads. Every method throws <see cref="SchemaRegistryException"/> when the registry
/// refuses or cannot be reached within the bounds of <see cref="SchemaRegistryOptions"/>.
/// </remarks>
public interface ISchemaRegistryClient : IDisposable
{
    /// <summary>
    /// Registers the schema under the subject, or finds it there, and gives its id; safe to repeat.
    /// </summary>
    /// <exception cref="SchemaRegistryException">
    /// <see cref="SchemaRegistryFailure.Incompatible"/> or <see cref="SchemaRegistryFailure.InvalidSchema"/> when the
    /// registry refuses it.
    /// </exception>
    Task<int> RegisterSchemaAsync(
        string subject, Schema schema, bool normalize = false, CancellationToken cancellationToken = default);

    /// <summary>Gives the id the schema has under the subject; registers nothing.</summary>
    /// <exception cref="SchemaRegistryException">
    /// <see cref="SchemaRegistryFailure.NotFound"/>, with <see cref="SchemaRegistryException.SubjectNotFound"/> or
    /// <see cref="SchemaRegistryException.SchemaNotFound"/> as its code.
    /// </exception>
    Task<int> GetSchemaIdAsync(
        string subject, Schema schema, bool normalize = false, CancellationToken cancellationToken = default);

    /// <summary>Finds the schema among the subject's versions; registers nothing.</summary>
    Task<RegisteredSchema> LookupSchemaAsync(
        string subject, Schema schema, bool normalize = false, CancellationToken cancellationToken = default);

    /// <summary>Fetches the schema with this id; once known it is answered from memory.</summary>
    /// <exception cref="SchemaRegistryException">
    /// <see cref="SchemaRegistryFailure.NotFound"/> when the registry does not know the id; repeated from memory for
    /// <see cref="SchemaRegistryOptions.UnknownIdTime"/>.
    /// </exception>
    Task<Schema> GetSchemaAsync(int id, CancellationToken cancellationToken = default);

    /// <summary>Fetches one version of a subject, from 1.</summary>
    Task<RegisteredSchema> GetRegisteredSchemaAsync(
        string subject, int version, CancellationToken cancellationToken = default);

    /// <summary>Fetches the latest version of a subject, always from the registry.</summary>
    Task<RegisteredSchema> GetLatestSchemaAsync(string subject, CancellationToken cancellationToken = default);

    /// <summary>Lists all subjects.</summary>
    Task<IReadOnlyList<string>> GetAllSubjectsAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists the versions of a subject.</summary>
    Task<IReadOnlyList<int>> GetSubjectVersionsAsync(string subject, CancellationToken cancellationToken = default);

    /// <summary>Says whether the schema could become the subject's next version.</summary>
    Task<bool> IsCompatibleAsync(string subject, Schema schema, CancellationToken cancellationToken = default);

    /// <summary>Reads the compatibility that holds for a subject, or the global one without a subject.</summary>
    Task<Compatibility> GetCompatibilityAsync(
        string? subject = null, CancellationToken cancellationToken = default);

    /// <summary>Sets the compatibility of a subject, or the global one without a subject.</summary>
    Task UpdateCompatibilityAsync(
        Compatibility compatibility, string? subject = null, CancellationToken cancellationToken = default);
}
