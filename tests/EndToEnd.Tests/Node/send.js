// Writes raw records with kafkajs: { bootstrap, topic, records: [{ key, value, headers, partition }], withinMs }
// Keys and values are base64 or null.
'use strict';

const { Partitioners } = require('kafkajs');
const { connect } = require('./lib/kafka');
const { run } = require('./lib/script');

const bytes = (text) => (text === null || text === undefined ? null : Buffer.from(text, 'base64'));

run(async (request) => {
  const producer = connect(request.bootstrap).producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  const messages = request.records.map(({ key, value, headers, partition }) =>
    ({ key: bytes(key), value: bytes(value), headers, partition }));
  const acknowledged = await producer.send({ topic: request.topic, acks: -1, messages });
  await producer.disconnect();
  return acknowledged.map(({ partition, baseOffset }) => ({ partition, baseOffset }));
});
