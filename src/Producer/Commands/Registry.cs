using OrderPipeline.Messaging.Hosting;
using OrderPipeline.SchemaRegistry;

namespace OrderPipeline.Producer.Commands;

/// <summary>
/// Finds or registers schemas at the start; what the registry refuses ends the program with its reason.
/// </summary>
internal sealed class Registry(SchemaRegistryOptions options, bool mayAddVersions, TimeProvider clock) : IDisposable
{
    private readonly CachedSchemaRegistryClient _client = new(options, clock);

    /// <exception cref="ProgramException">Exit code 3 where the registry cannot be reached, else 1.</exception>
    public async Task<int> EnsureAsync((string Subject, string Schema) ours, CancellationToken stop)
    {
        try
        {
            var registrar = new SubjectRegistrar(_client, mayAddVersions || options.AutoRegister);
            return await registrar.EnsureAsync(ours.Subject, new Schema(ours.Schema), stop);
        }
        catch (SchemaRegistryException failure)
        {
            var code = failure.Failure == SchemaRegistryFailure.Unreachable ? ExitCode.Unreachable : ExitCode.Failed;
            throw new ProgramException(code, failure.Message, failure);
        }
    }

    public void Dispose() => _client.Dispose();
}
