using OrderPipeline.SchemaRegistry.Subjects;

namespace OrderPipeline.SchemaRegistry;

/// <summary>
/// Finds the id of our schema under a subject, and registers it where that is allowed: the first version by whoever
/// needs it first, later ones only by <c>setup</c> or with <c>SchemaRegistry:AutoRegister</c> (SPEC 2).
/// </summary>
/// <param name="client">The registry.</param>
/// <param name="mayAddVersions">True in <c>setup</c>, and where <c>SchemaRegistry:AutoRegister</c> is set.</param>
public sealed class SubjectRegistrar(ISchemaRegistryClient client, bool mayAddVersions)
{
    /// <summary>Gives the id under which values of this schema are to be written.</summary>
    /// <exception cref="SchemaRegistryException">
    /// <see cref="SchemaRegistryFailure.NotFound"/> when the subject has other versions only and none may be added;
    /// <see cref="SchemaRegistryFailure.Incompatible"/> with the registry's reason; any other failure of the
    /// registry.
    /// </exception>
    public async Task<int> EnsureAsync(string subject, Schema schema, CancellationToken cancellationToken = default)
    {
        try
        {
            return await client.GetSchemaIdAsync(subject, schema, cancellationToken: cancellationToken);
        }
        catch (SchemaRegistryException failure) when (failure.Failure == SchemaRegistryFailure.NotFound)
        {
            if (!mayAddVersions && await HasVersionsAsync(subject, failure, cancellationToken))
                throw new SchemaRegistryException(
                    SchemaRegistryFailure.NotFound,
                    $"subject {subject} has other schemas than ours; run \"producer setup\" to register ours, "
                    + "or set SchemaRegistry:AutoRegister",
                    failure.ErrorCode,
                    failure.Status,
                    failure);
        }

        return await RegisterAsync(subject, schema, cancellationToken);
    }

    private async Task<bool> HasVersionsAsync(
        string subject, SchemaRegistryException failure, CancellationToken cancellationToken)
    {
        if (failure.ErrorCode is SchemaRegistryException.SubjectNotFound or SchemaRegistryException.SubjectSoftDeleted)
            return false;
        if (failure.ErrorCode == SchemaRegistryException.SchemaNotFound)
            return true;
        try
        {
            return (await client.GetSubjectVersionsAsync(subject, cancellationToken)).Count > 0;
        }
        catch (SchemaRegistryException missing) when (missing.Failure == SchemaRegistryFailure.NotFound)
        {
            return false;
        }
    }

    private async Task<int> RegisterAsync(string subject, Schema schema, CancellationToken cancellationToken)
    {
        try
        {
            return await client.RegisterSchemaAsync(subject, schema, cancellationToken: cancellationToken);
        }
        catch (SchemaRegistryException failure)
            when (failure.Failure is SchemaRegistryFailure.Incompatible or SchemaRegistryFailure.InvalidSchema)
        {
            return await FindAsync(subject, schema, cancellationToken)
                ?? throw await ExplainAsync(subject, schema, failure, cancellationToken);
        }
    }

    /// <summary>The registry is asked for each difference, since a refusal may name none, or cut them off.</summary>
    private async Task<SchemaRegistryException> ExplainAsync(
        string subject, Schema schema, SchemaRegistryException failure, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> differences = [];
        if (failure.Failure == SchemaRegistryFailure.Incompatible)
        {
            try
            {
                var test = await client.TestCompatibilityWithSubjectAsync(
                    subject, schema, cancellationToken: cancellationToken);
                differences = test.IsCompatible ? [] : IncompatibilityText.Of(test.Messages);
            }
            catch (SchemaRegistryException)
            {
                // The refusal stands; its own words have to do.
            }
        }

        var reason = differences.Count == 0 ? failure.Message : string.Join("; ", differences);
        return new SchemaRegistryException(
            failure.Failure,
            $"our schema cannot become a version of subject {subject}: {reason}",
            failure.ErrorCode,
            failure.Status,
            failure)
        {
            Incompatibilities = differences,
        };
    }

    /// <summary>
    /// Two programs that start together both register first versions; some registries refuse the later one.
    /// </summary>
    private async Task<int?> FindAsync(string subject, Schema schema, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetSchemaIdAsync(subject, schema, cancellationToken: cancellationToken);
        }
        catch (SchemaRegistryException failure) when (failure.Failure == SchemaRegistryFailure.NotFound)
        {
            return null;
        }
    }
}
