'use strict';

const { randomUUID } = require('crypto');

require('./aborted').install();
const { Kafka, logLevel } = require('kafkajs');

exports.connect = (bootstrap) => new Kafka({
  clientId: 'another-implementation',
  brokers: bootstrap.split(','),
  logLevel: logLevel.ERROR,
  retry: { retries: 8 },
});

// Reads a topic, read committed, up to the ends that it has now, uncommitted records and markers among them. The
// last offset before an end is often a marker, which is never given to a reader: what counts is how far the fetches
// have come. A reader that has to join its group again begins anew: what it gave before is not given twice. What
// onMessage returns is awaited where there is something to wait for.
exports.readAll = async (kafka, topic, onMessage) => {
  const waiting = await endsOf(kafka, topic);
  const given = new Map();
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
      for (const message of batch.messages) {
        const offset = Number(message.offset);
        if (offset <= (given.get(batch.partition) ?? -1)) continue;
        given.set(batch.partition, offset);
        const work = onMessage(batch.partition, message);
        if (work) await work;
      }
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
