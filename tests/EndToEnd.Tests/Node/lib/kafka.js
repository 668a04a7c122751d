'use strict';

const { randomUUID } = require('crypto');
const { Kafka, logLevel } = require('kafkajs');

exports.connect = (bootstrap) => new Kafka({
  clientId: 'another-implementation',
  brokers: bootstrap.split(','),
  logLevel: logLevel.ERROR,
  retry: { retries: 8 },
});

// Reads a topic, read committed, up to the ends that it has now, uncommitted records and markers among them. The
// last offset before an end is often a marker, which is never given to a reader: what counts is how far the fetches
// have come.
exports.readAll = async (kafka, topic, onMessage) => {
  const waiting = await endsOf(kafka, topic);
  if (waiting.size === 0) return;
  const consumer = kafka.consumer({ groupId: `reader-${randomUUID()}`, maxBytesPerPartition: 4 << 20 });
  const done = new Promise((resolve, reject) => {
    consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => {
      if (BigInt(payload.lastOffset) + 1n >= (waiting.get(payload.partition) ?? 0n)) waiting.delete(payload.partition);
      if (waiting.size === 0) resolve();
    });
    consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
  });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: true,
    eachBatch: async ({ batch }) => {
      for (const message of batch.messages) onMessage(batch.partition, message);
    },
  });
  await done;
  await consumer.disconnect();
};

async function endsOf(kafka, topic) {
  const admin = kafka.admin();
  await admin.connect();
  const offsets = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  return new Map(offsets
    .filter(({ low, high }) => BigInt(high) > BigInt(low))
    .map(({ partition, high }) => [partition, BigInt(high)]));
}
