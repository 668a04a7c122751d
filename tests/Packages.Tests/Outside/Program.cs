using Confluent.Kafka;
using OrderPipeline.SchemaRegistry;
using OrderPipeline.SchemaRegistry.Serdes;
using Shop;

using var registry = new CachedSchemaRegistryClient(new SchemaRegistryOptions { Url = args[0] });
var context = new SerializationContext(MessageComponentType.Value, "payments");
var payment = new Payment
{
    Id = new Guid("6f9619ff-8b86-d011-b42d-00cf4fc964ff"),
    Amount = 12.50m,
    Due = new DateOnly(2026, 11, 21),
    Method = Method.CASH,
    Notes = ["né", null],
};

var bytes = await new AvroSerializer<Payment>(registry).SerializeAsync(payment, context);
Console.WriteLine(Convert.ToHexStringLower(bytes));

var read = await new AvroDeserializer<Payment>(registry).DeserializeAsync(bytes, isNull: false, context);
Console.WriteLine(read == payment ? "read back the same" : "read back something else");

var latest = await registry.GetLatestSchemaAsync("payments-value");
Console.WriteLine($"version {latest.Version} of {latest.Subject}, id {latest.Id}");
