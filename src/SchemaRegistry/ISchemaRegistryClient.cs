namespace OrderPipeline.SchemaRegistry;

/// <summary>A Confluent-compatible Schema Registry, as programs see it.</summary>
/// <remarks>
/// Safe for use from several threads. Every method throws <see cref="SchemaRegistryException"/> when the registry
/// refuses or cannot be reached within the bounds of <see cref="SchemaRegistryOptions"/>. Subjects may be qualified
/// with a context (<c>:.orders:name</c>). Names are those of Confluent's client where it has the same call.
/// </remarks>
public interface ISchemaRegistryClient : IDisposable
{
    /// <summary>
    /// Registers the schema under the subject, or finds it there, and gives its id; safe to repeat.
    /// </summary>
    /// <param name="subject">The subject's name.</param>
    /// <param name="schema">The schema, with its references.</param>
    /// <param name="normalize">True when the registry compares normal forms instead of texts.</param>
    /// <param name="cancellationToken">Gives up waiting; others who wait for the same call go on.</param>
    /// <exception cref="SchemaRegistryException">
    /// <see cref="SchemaRegistryFailure.Incompatible"/>, <see cref="SchemaRegistryFailure.InvalidSchema"/> or
    /// <see cref="SchemaRegistryFailure.NotPermitted"/> when the registry refuses it.
    /// </exception>
    Task<int> RegisterSchemaAsync(
        string subject, Schema schema, bool normalize = false, CancellationToken cancellationToken = default);

    /// <summary>Registers like <see cref="RegisterSchemaAsync"/> and gives version and GUID too.</summary>
    /// <remarks>A registry that answers with the id only is asked for the rest.</remarks>
    Task<RegisteredSchema> RegisterSchemaWithResponseAsync(
        string subject, Schema schema, bool normalize = false, CancellationToken cancellationToken = default);

    /// <summary>Registers the schema with the very id and version it has elsewhere.</summary>
    /// <remarks>The subject, or the whole registry, must be in <see cref="RegistryMode.Import"/>.</remarks>
    /// <exception cref="SchemaRegistryException">
    /// <see cref="SchemaRegistryFailure.NotPermitted"/> when it is in another mode, or the id is taken.
    /// </exception>
    Task ImportSchemaAsync(RegisteredSchema schema, CancellationToken cancellationToken = default);

    /// <summary>Gives the id the schema has under the subject; registers nothing.</summary>
    /// <exception cref="SchemaRegistryException">
    /// <see cref="SchemaRegistryFailure.NotFound"/>, with <see cref="SchemaRegistryException.SubjectNotFound"/> or
    /// <see cref="SchemaRegistryException.SchemaNotFound"/> as its code.
    /// </exception>
    Task<int> GetSchemaIdAsync(
        string subject, Schema schema, bool normalize = false, CancellationToken cancellationToken = default);

    /// <summary>Finds the schema among the subject's versions; registers nothing.</summary>
    /// <param name="subject">The subject's name.</param>
    /// <param name="schema">The schema, with its references.</param>
    /// <param name="ignoreDeletedSchemas">False when versions that are softly deleted count too.</param>
    /// <param name="normalize">True when the registry compares normal forms instead of texts.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<RegisteredSchema> LookupSchemaAsync(
        string subject,
        Schema schema,
        bool ignoreDeletedSchemas = true,
        bool normalize = false,
        CancellationToken cancellationToken = default);

    /// <summary>Fetches the schema with this id; once known it is answered from memory.</summary>
    /// <exception cref="SchemaRegistryException">
    /// <see cref="SchemaRegistryFailure.NotFound"/> when the registry does not know the id; repeated from memory for
    /// <see cref="SchemaRegistryOptions.UnknownIdTime"/>.
    /// </exception>
    Task<Schema> GetSchemaAsync(int id, CancellationToken cancellationToken = default);

    /// <summary>The same in a form of the registry's, such as <c>resolved</c> (references put in).</summary>
    Task<Schema> GetSchemaAsync(int id, string? format, CancellationToken cancellationToken = default);

    /// <summary>Fetches the schema with this id in the context of the subject.</summary>
    /// <param name="subject">A subject whose context is meant; null for the default context.</param>
    /// <param name="id">The id, from 1.</param>
    /// <param name="format">A form of the registry's, such as <c>resolved</c>; null for the schema as it is.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<Schema> GetSchemaBySubjectAndIdAsync(
        string? subject, int id, string? format = null, CancellationToken cancellationToken = default);

    /// <summary>Fetches the schema with this GUID, the same in every registry; cached like ids.</summary>
    /// <exception cref="SchemaRegistryException">
    /// <see cref="SchemaRegistryFailure.NotFound"/> when the registry does not have it, or knows no GUIDs (Confluent's
    /// do from 8.0 on).
    /// </exception>
    Task<Schema> GetSchemaByGuidAsync(
        Guid guid, string? format = null, CancellationToken cancellationToken = default);

    /// <summary>Lists the subjects that have a version with this id.</summary>
    Task<IReadOnlyList<string>> GetSchemaSubjectsAsync(
        int id, bool includeDeleted = false, CancellationToken cancellationToken = default);

    /// <summary>Lists subjects and versions that have this id.</summary>
    Task<IReadOnlyList<SubjectVersion>> GetSchemaVersionsAsync(
        int id, bool includeDeleted = false, CancellationToken cancellationToken = default);

    /// <summary>Lists the languages of schemas that the registry takes, such as <c>AVRO</c>.</summary>
    Task<IReadOnlyList<string>> GetSchemaTypesAsync(CancellationToken cancellationToken = default);

    /// <summary>Fetches one version of a subject, from 1; from memory once it is known.</summary>
    Task<RegisteredSchema> GetRegisteredSchemaAsync(
        string subject, int version, CancellationToken cancellationToken = default);

    /// <summary>Fetches one version of a subject, also one that is softly deleted.</summary>
    /// <param name="subject">The subject's name.</param>
    /// <param name="version">The version, from 1.</param>
    /// <param name="ignoreDeletedSchemas">False when a softly deleted version is wanted too.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<RegisteredSchema> GetRegisteredSchemaAsync(
        string subject, int version, bool ignoreDeletedSchemas, CancellationToken cancellationToken = default);

    /// <summary>Fetches the latest version of a subject, always from the registry.</summary>
    Task<RegisteredSchema> GetLatestSchemaAsync(string subject, CancellationToken cancellationToken = default);

    /// <summary>Lists the ids of the schemas that refer to this version of a subject.</summary>
    Task<IReadOnlyList<int>> GetReferencingSchemasAsync(
        string subject, int version, CancellationToken cancellationToken = default);

    /// <summary>Lists all subjects.</summary>
    Task<IReadOnlyList<string>> GetAllSubjectsAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists the subjects whose names begin so, also those that are softly deleted.</summary>
    /// <param name="subjectPrefix">The names' beginning; null for all; <c>:*:</c> for all contexts.</param>
    /// <param name="includeDeleted">True when softly deleted ones are wanted too.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<IReadOnlyList<string>> GetSubjectsAsync(
        string? subjectPrefix, bool includeDeleted = false, CancellationToken cancellationToken = default);

    /// <summary>Lists the versions of a subject.</summary>
    Task<IReadOnlyList<int>> GetSubjectVersionsAsync(string subject, CancellationToken cancellationToken = default);

    /// <summary>Lists the versions of a subject, also those that are softly deleted.</summary>
    Task<IReadOnlyList<int>> GetSubjectVersionsAsync(
        string subject, bool includeDeleted, CancellationToken cancellationToken = default);

    /// <summary>Lists the registry's contexts; <c>.</c> is the default one.</summary>
    Task<IReadOnlyList<string>> GetContextsAsync(CancellationToken cancellationToken = default);

    /// <summary>Deletes a version, softly: its id can still be fetched. Permanently in a second step only.</summary>
    /// <param name="subject">The subject's name.</param>
    /// <param name="version">The version, from 1.</param>
    /// <param name="permanent">True when a version that is softly deleted goes for good.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The version.</returns>
    /// <exception cref="SchemaRegistryException">
    /// <see cref="SchemaRegistryFailure.NotPermitted"/> when it is not softly deleted first, or referred to;
    /// <see cref="SchemaRegistryFailure.NotFound"/> when it is not there, or softly deleted already.
    /// </exception>
    Task<int> DeleteSchemaVersionAsync(
        string subject, int version, bool permanent = false, CancellationToken cancellationToken = default);

    /// <summary>Deletes all versions of a subject, softly; permanently in a second step only.</summary>
    /// <returns>The versions that were deleted.</returns>
    /// <exception cref="SchemaRegistryException">As <see cref="DeleteSchemaVersionAsync"/>.</exception>
    Task<IReadOnlyList<int>> DeleteSubjectAsync(
        string subject, bool permanent = false, CancellationToken cancellationToken = default);

    /// <summary>Says whether the schema is compatible with the subject's latest version.</summary>
    Task<bool> IsCompatibleAsync(string subject, Schema schema, CancellationToken cancellationToken = default);

    /// <summary>Tests the schema against one version of the subject and says what is in the way.</summary>
    /// <param name="subject">The subject's name.</param>
    /// <param name="schema">The schema, with its references.</param>
    /// <param name="version">The version, from 1; null for the latest.</param>
    /// <param name="normalize">True when the registry compares normal forms.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<CompatibilityResult> TestCompatibilityAsync(
        string subject,
        Schema schema,
        int? version = null,
        bool normalize = false,
        CancellationToken cancellationToken = default);

    /// <summary>Tests the schema as a registration would: against all versions that the level names.</summary>
    Task<CompatibilityResult> TestCompatibilityWithSubjectAsync(
        string subject, Schema schema, bool normalize = false, CancellationToken cancellationToken = default);

    /// <summary>Reads the compatibility that holds for a subject, or the global one without a subject.</summary>
    Task<Compatibility> GetCompatibilityAsync(
        string? subject = null, CancellationToken cancellationToken = default);

    /// <summary>Sets the compatibility of a subject, or the global one without a subject.</summary>
    /// <returns>What holds now.</returns>
    Task<Compatibility> UpdateCompatibilityAsync(
        Compatibility compatibility, string? subject = null, CancellationToken cancellationToken = default);

    /// <summary>Reads the settings of a subject, or the global ones without a subject.</summary>
    /// <param name="subject">The subject's name; null for the global settings.</param>
    /// <param name="defaultToGlobal">
    /// True when a subject without settings of its own gives the global ones, else that is
    /// <see cref="SchemaRegistryFailure.NotFound"/>.
    /// </param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<ServerConfig> GetConfigAsync(
        string? subject = null, bool defaultToGlobal = true, CancellationToken cancellationToken = default);

    /// <summary>Sets the settings of a subject, or the global ones without a subject; null values stay.</summary>
    Task UpdateConfigAsync(
        ServerConfig config, string? subject = null, CancellationToken cancellationToken = default);

    /// <summary>Takes a subject's settings away, or resets the global ones without a subject.</summary>
    Task DeleteConfigAsync(string? subject = null, CancellationToken cancellationToken = default);

    /// <summary>Reads what may be done with a subject, or with the registry without a subject.</summary>
    /// <param name="subject">The subject's name; null for the registry.</param>
    /// <param name="defaultToGlobal">
    /// True when a subject without a mode of its own gives the registry's, else that is
    /// <see cref="SchemaRegistryFailure.NotFound"/>.
    /// </param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<RegistryMode> GetModeAsync(
        string? subject = null, bool defaultToGlobal = true, CancellationToken cancellationToken = default);

    /// <summary>Sets what may be done with a subject, or with the registry without a subject.</summary>
    /// <param name="mode">The new mode.</param>
    /// <param name="subject">The subject's name; null for the registry.</param>
    /// <param name="force">True when it may become <see cref="RegistryMode.Import"/> though it has schemas.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task UpdateModeAsync(
        RegistryMode mode, string? subject = null, bool force = false, CancellationToken cancellationToken = default);

    /// <summary>Takes a subject's mode away, so that the registry's holds.</summary>
    Task DeleteModeAsync(string subject, CancellationToken cancellationToken = default);

    /// <summary>Forgets everything that was fetched or registered.</summary>
    void ClearCaches();
}
