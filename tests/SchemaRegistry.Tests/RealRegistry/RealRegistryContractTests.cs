using OrderPipeline.SchemaRegistry;
using Xunit;

namespace SchemaRegistry.Tests.RealRegistry;

/// <summary>The contract against the registry that the environment names, or the kit's.</summary>
[Trait("Category", "Broker")]
public sealed class RealRegistryContractTests(RealRegistryFixture fixture)
    : RegistryContract, IClassFixture<RealRegistryFixture>
{
    protected override Task<ISchemaRegistryClient> ConnectAsync() =>
        fixture.RequireRealAsync("has a class of its own here");
}
