// Writes orders with kafkajs and Confluent's own Avro serializer for JavaScript.
// { bootstrap, registry, topic, schema: {…} or null for what is registered, orders: [{…}], withinMs }
'use strict';

const { AvroSerializer, SchemaRegistryClient, SerdeType } = require('@confluentinc/schemaregistry');
const { Partitioners } = require('kafkajs');
const { connect } = require('./lib/kafka');
const { run } = require('./lib/script');

run(async (request) => {
  const registry = new SchemaRegistryClient({ baseURLs: [request.registry] });
  const subject = `${request.topic}-value`;
  if (request.schema) await registry.register(subject, { schemaType: 'AVRO', schema: JSON.stringify(request.schema) });
  const settings = request.schema ? { autoRegisterSchemas: false, useLatestVersion: true } : { useLatestVersion: true };
  const serializer = new AvroSerializer(registry, SerdeType.VALUE, settings);
  const messages = [];
  for (const order of request.orders)
    messages.push({ key: order.key, value: await serializer.serialize(request.topic, order.value) });
  const producer = connect(request.bootstrap).producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  await producer.send({ topic: request.topic, acks: -1, messages });
  await producer.disconnect();
  return { sent: messages.length };
});
