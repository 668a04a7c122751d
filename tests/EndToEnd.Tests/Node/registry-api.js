// Confluent's own client for JavaScript against a registry: what each call gives, in order.
// { registry, subject, withinMs }
'use strict';

const { SchemaRegistryClient } = require('@confluentinc/schemaregistry');
const { run } = require('./lib/script');

const avro = (schema, more) => ({ schemaType: 'AVRO', schema: JSON.stringify(schema), ...more });
const money = { type: 'fixed', name: 'shop.Money', size: 2 };
const first = { type: 'record', name: 'Order', fields: [{ name: 'id', type: 'string' }] };
const second = { ...first, fields: [...first.fields, { name: 'total', type: 'float', default: 0 }] };
const broken = { ...first, fields: [...first.fields, { name: 'tax', type: 'float' }] };
const bill = { type: 'record', name: 'Bill', fields: [{ name: 'sum', type: 'shop.Money' }] };
const reference = [{ name: 'shop.Money', subject: 'money', version: 1 }];

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
  told.ids.push(await writer.register('bills-value', avro(bill, { references: reference })));

  const reader = client();
  told.ids.push(await reader.getId(subject, avro(first)));
  told.ids.push(await reader.getId(subject, avro(first), true));
  told.version = await reader.getVersion(subject, avro(second));
  told.versions = await reader.getAllVersions(subject);
  told.subjects = await reader.getAllSubjects();
  told.latest = await reader.getLatestSchemaMetadata(subject);
  told.one = await reader.getSchemaMetadata(subject, 1);
  told.byId = await reader.getBySubjectAndId(subject, 1);
  const registered = await client().registerFullResponse('bills-value', avro(bill, { references: reference }));
  told.registered = [registered.id, registered.version];
  told.byGuid = await reader.getByGuid(registered.guid);
  told.resolved = await client().getBySubjectAndId('bills-value', 4, 'resolved');

  told.compatible = [
    await client().testSubjectCompatibility(subject, avro(first)),
    await client().testSubjectCompatibility(subject, avro(broken)),
    await client().testCompatibility(subject, 1, avro(second)),
    await client().testCompatibility(subject, 1, avro(broken)),
    await client().testSubjectCompatibility('nowhere', avro(first)),
  ];
  told.levels = await settings(client(), subject);
  told.metadata = await withMetadata(client);

  told.refusals.push(await refusal(client().getBySubjectAndId(subject, 99)));
  told.refusals.push(await refusal(client().getByGuid('9f3c2e9e-0000-4000-8000-000000000000')));
  told.refusals.push(await refusal(client().getLatestSchemaMetadata('nowhere')));
  told.refusals.push(await refusal(client().getSchemaMetadata(subject, 9)));
  told.refusals.push(await refusal(client().getLatestWithMetadata(subject, { tier: 'lead' })));
  told.refusals.push(await refusal(client().getCompatibility('money')));
  told.refusals.push(await refusal(client().register(subject, { schemaType: 'AVRO', schema: 'nonsense' })));
  told.refusals.push(await refusal(client().register('j', { schemaType: 'JSON', schema: '{}' })));
  told.refusals.push(await refusal(client().register(subject, avro(broken))));
  told.refusals.push(await refusal(client().deleteSubject('money')));
  told.refusals.push(await refusal(client().deleteSubject(subject, true)));

  told.readOnly = await readOnly(registry, subject, client);
  told.deleted = [
    await client().deleteSubjectVersion(subject, 1),
    await client().deleteSubjectVersion(subject, 1, true),
    await client().deleteSubject(subject),
    await client().deleteSubject(subject, true),
  ];
  told.left = await client().getAllSubjects();
  return told;
});

async function settings(client, subject) {
  return [
    await client.getDefaultCompatibility(),
    await client.updateCompatibility(subject, 'FULL'),
    await client.getCompatibility(subject),
    await client.updateConfig(subject, { compatibility: 'BACKWARD', normalize: true }),
    await client.getConfig(subject),
    await client.updateDefaultCompatibility('FORWARD'),
    await client.updateDefaultConfig({ compatibility: 'BACKWARD_TRANSITIVE', normalize: false }),
    await client.getDefaultConfig(),
  ];
}

// Versions that differ in their metadata only, and the latest of those that have a property.
async function withMetadata(client) {
  const gold = { properties: { tier: 'gold', owner: 'Bob Jones' }, tags: { 'Order.id': ['PII'] } };
  await client().registerFullResponse('tiers', avro(first, { metadata: gold }));
  await client().registerFullResponse('tiers', avro(first, { metadata: { properties: { tier: 'silver' } } }));
  const found = await client().getLatestWithMetadata('tiers', { tier: 'gold', owner: 'Bob Jones' });
  const given = await client().getBySubjectAndId('tiers', found.id);
  return [found.version, await client().getAllVersions('tiers'), given.metadata];
}

// The client has no call for modes.
async function readOnly(registry, subject, client) {
  const set = (mode) => fetch(`${registry}/mode/${subject}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/vnd.schemaregistry.v1+json' },
    body: JSON.stringify({ mode }),
  });
  await set('READONLY');
  const told = [
    await client().register(subject, avro(first)),
    await refusal(client().register(subject, avro({ ...first, doc: 'new' }))),
    await refusal(client().deleteSubject(subject)),
  ];
  await set('READWRITE');
  return told;
}
