// Confluent's own Avro serializers for JavaScript over a registry: bytes and what is read from them.
// { registry, withinMs }
'use strict';

const {
  AvroDeserializer, AvroSerializer, HeaderSchemaIdSerializer, SchemaRegistryClient, SerdeType,
} = require('@confluentinc/schemaregistry');
const { run } = require('./lib/script');

const avro = (schema, more) => ({ schemaType: 'AVRO', schema: JSON.stringify(schema), ...more });
const money = { type: 'fixed', name: 'shop.Money', size: 2 };
const bill = { type: 'record', name: 'Bill', fields: [{ name: 'sum', type: 'shop.Money' }] };
const first = { type: 'record', name: 'Order', fields: [{ name: 'id', type: 'string' }] };
const second = { ...first, fields: [...first.fields, { name: 'total', type: 'float', default: 7 }] };

run(async ({ registry }) => {
  const client = () => new SchemaRegistryClient({ baseURLs: [registry], maxRetries: 0 });
  const write = (topic, value, settings, headers) =>
    new AvroSerializer(client(), SerdeType.VALUE, settings).serialize(topic, value, headers);
  const read = (topic, bytes, settings, headers) =>
    new AvroDeserializer(client(), SerdeType.VALUE, settings ?? {}).deserialize(topic, bytes, headers);
  const both = async (topic, value, settings) => {
    const bytes = await write(topic, value, settings);
    return { bytes: bytes.toString('hex'), read: await read(topic, bytes) };
  };
  const told = {};

  // A schema that the serializer takes from the value, and registers.
  told.automatic = await both('guessed', { id: 'x' }, { autoRegisterSchemas: true });
  await client().register('orders-value', avro(first, { metadata: { properties: { major: '1' } } }));
  await client().register('orders-value', avro(second, { metadata: { properties: { major: '2' } } }));
  const latest = { autoRegisterSchemas: false, useLatestVersion: true };
  told.latest = await both('orders', { id: 'x1', total: 2.5 }, latest);
  told.byMetadata = await both(
    'orders', { id: 'x2' }, { autoRegisterSchemas: false, useLatestWithMetadata: { major: '1' } });
  told.byId = await both('orders', { id: 'x3' }, { autoRegisterSchemas: false, useSchemaId: 2 });

  // What the first version wrote, as the latest one reads it.
  const old = await write('orders', { id: 'x4' }, { autoRegisterSchemas: false, useSchemaId: 2 });
  told.evolved = await read('orders', old, { useLatestVersion: true });

  await client().register('money', avro(money));
  const references = [{ name: 'shop.Money', subject: 'money', version: 1 }];
  await client().register('bills-value', avro(bill, { references }));
  told.references = await both('bills', { sum: Buffer.from([1, 2]) }, latest);

  // The schema's GUID in a header instead of its id in front of the bytes.
  const headers = {};
  const bare = await write(
    'orders', { id: 'x5', total: 1 }, { ...latest, schemaIdSerializer: HeaderSchemaIdSerializer }, headers);
  told.header = {
    bytes: bare.toString('hex'),
    names: Object.keys(headers),
    read: await read('orders', bare, {}, headers),
  };
  return told;
});
