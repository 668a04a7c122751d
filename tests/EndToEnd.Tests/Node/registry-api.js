// Confluent's own client and Avro serializers for JavaScript against a registry: what each call gives, in order.
// { registry, subject, withinMs }
'use strict';

const { AvroDeserializer, AvroSerializer, SchemaRegistryClient, SerdeType } = require('@confluentinc/schemaregistry');
const { run } = require('./lib/script');

const avro = (schema, references) => ({ schemaType: 'AVRO', schema: JSON.stringify(schema), references });
const money = { type: 'fixed', name: 'shop.Money', size: 2 };
const first = { type: 'record', name: 'Order', fields: [{ name: 'id', type: 'string' }] };
const second = { ...first, fields: [...first.fields, { name: 'total', type: 'float', default: 0 }] };
const bill = { type: 'record', name: 'Bill', fields: [{ name: 'sum', type: 'shop.Money' }] };

// An error's status and code instead of its result: both are what callers decide by.
const refusal = (call) => call.then(
  () => 'no refusal',
  (error) => ({ status: error.status, code: error.errorCode }));

run(async ({ registry, subject }) => {
  const client = () => new SchemaRegistryClient({ baseURLs: [registry], maxRetries: 0 });
  const writer = client();
  const told = { ids: [], refusals: [] };

  told.ids.push(await writer.register(subject, avro(first)));
  told.ids.push(await writer.register(subject, avro(second), true));
  told.ids.push(await writer.register('money', avro(money)));
  const reference = [{ name: 'shop.Money', subject: 'money', version: 1 }];
  told.ids.push(await writer.register('bills-value', avro(bill, reference)));

  const reader = client();
  told.ids.push(await reader.getId(subject, avro(first)));
  told.version = await reader.getVersion(subject, avro(second));
  told.versions = await reader.getAllVersions(subject);
  told.subjects = await reader.getAllSubjects();
  told.latest = await reader.getLatestSchemaMetadata(subject);
  told.one = await reader.getSchemaMetadata(subject, 1);
  told.byId = await reader.getBySubjectAndId(subject, 1);

  told.values = [
    await roundTrip(writer, client(), subject.replace(/-value$/, ''), { id: 'x1', total: 2.5 }),
    await roundTrip(writer, client(), 'bills', { sum: Buffer.from([1, 2]) }),
  ];

  told.levels = [
    await writer.getDefaultCompatibility(),
    await writer.updateCompatibility(subject, 'FULL'),
    await writer.getCompatibility(subject),
    await writer.updateDefaultCompatibility('NONE'),
    (await writer.getDefaultConfig()).compatibilityLevel,
  ];

  told.refusals.push(await refusal(client().getBySubjectAndId(subject, 99)));
  told.refusals.push(await refusal(client().getLatestSchemaMetadata('nowhere')));
  told.refusals.push(await refusal(client().getSchemaMetadata(subject, 9)));
  told.refusals.push(await refusal(client().register(subject, { schemaType: 'AVRO', schema: 'nonsense' })));
  told.refusals.push(await refusal(client().register('j', { schemaType: 'JSON', schema: '{}' })));
  told.refusals.push(await refusal(client().testSubjectCompatibility(subject, avro(first))));
  told.refusals.push(await refusal(client().deleteSubject('money')));
  told.refusals.push(await refusal(client().deleteSubject(subject, true)));

  told.deleted = [
    await client().deleteSubjectVersion(subject, 1),
    await client().deleteSubject(subject),
    await client().deleteSubject(subject, true),
  ];
  told.left = await client().getAllSubjects();
  return told;
});

async function roundTrip(writer, reader, topic, value) {
  const settings = { autoRegisterSchemas: false, useLatestVersion: true };
  const bytes = await new AvroSerializer(writer, SerdeType.VALUE, settings).serialize(topic, value);
  const read = await new AvroDeserializer(reader, SerdeType.VALUE, {}).deserialize(topic, bytes);
  return { bytes: bytes.toString('hex'), read };
}
