// Reads a topic with kafkajs and Confluent's own Avro deserializer for JavaScript.
// { bootstrap, registry, topic, withinMs }
'use strict';

const { AvroDeserializer, SchemaRegistryClient, SerdeType } = require('@confluentinc/schemaregistry');
const { connect, readAll } = require('./lib/kafka');
const { run } = require('./lib/script');

run(async (request) => {
  const registry = new SchemaRegistryClient({ baseURLs: [request.registry] });
  const deserializer = new AvroDeserializer(registry, SerdeType.VALUE, {});
  const records = [];
  await readAll(connect(request.bootstrap), request.topic, (partition, message) =>
    records.push({ partition, message }));
  const result = [];
  for (const { partition, message } of records) {
    const value = await deserializer.deserialize(request.topic, message.value);
    const headers = Object.entries(message.headers ?? {}).map(([name, text]) => [name, text?.toString()]);
    result.push({
      partition,
      offset: message.offset,
      key: message.key?.toString() ?? null,
      headers: Object.fromEntries(headers),
      value: plain(value),
    });
  }
  return result;
});

// Bytes as base64, so that the answer is JSON.
function plain(value) {
  if (Buffer.isBuffer(value)) return value.toString('base64');
  if (Array.isArray(value)) return value.map(plain);
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
  return value;
}
