// Reads orders and dead letters with kafkajs and avsc and says what the books must hold.
// { bootstrap, registry, orders, deadLetters, failing: [product …], withinMs }
'use strict';

const { connect, readAll } = require('./lib/kafka');
const { Decoder } = require('./lib/registry');
const { OrderBooks } = require('./lib/orders');
const { run } = require('./lib/script');

run(async (request) => {
  const kafka = connect(request.bootstrap);
  const decoder = new Decoder(request.registry);
  const orders = await readOrders(kafka, decoder, request);
  const deadLetters = await readDeadLetters(kafka, decoder, request, orders.failing);
  delete orders.failing;
  return { ...orders, deadLetters };
});

async function readOrders(kafka, decoder, request) {
  const records = [];
  await readAll(kafka, request.orders, (partition, { offset, value }) => records.push({ partition, offset, value }));
  const books = new OrderBooks(request.failing);
  for (const { partition, offset, value } of records)
    books.add(partition, offset, value, await decoder.decode(value));
  return books.result();
}

async function readDeadLetters(kafka, decoder, request, failing) {
  const records = [];
  await readAll(kafka, request.deadLetters, (partition, message) => records.push(message));
  const groups = new Map();
  const seen = new Set();
  const result = { count: records.length, duplicates: 0, unexpected: 0, differentBytes: 0, missing: 0 };
  for (const { value } of records) {
    const letter = await decoder.decode(value);
    const group = `${letter.errorKind} ${letter.product ?? ''} ${letter.retryCount} ${letter.attempts.length}`;
    groups.set(group, (groups.get(group) ?? 0) + 1);
    const place = `${letter.originalPartition}/${letter.originalOffset}`;
    if (seen.has(place)) result.duplicates++;
    seen.add(place);
    const original = failing.get(place);
    if (original === undefined || letter.originalTopic !== request.orders) result.unexpected++;
    else if (!original.equals(letter.originalValue)) result.differentBytes++;
  }
  result.missing = [...failing.keys()].filter((place) => !seen.has(place)).length;
  return { ...result, groups: Object.fromEntries(groups) };
}
