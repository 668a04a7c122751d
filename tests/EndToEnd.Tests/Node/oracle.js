// The independent books of a run under faults: what the topics hold, whoever was killed on the way.
// { bootstrap, registry, orders, deadLetters, averages, failing: [product …], withinMs }; averages may be null: no
// history then.
// An order is counted here unless its product fails always or its bytes are none of an order's; then it must be exactly
// one dead letter with its bytes.
'use strict';

const { connect, readAll } = require('./lib/kafka');
const { Decoder } = require('./lib/registry');
const { decimalOf } = require('./lib/exact');
const { OrderBooks } = require('./lib/orders');
const { run } = require('./lib/script');

const EXAMPLES = 20;

run(async (request) => {
  const kafka = connect(request.bootstrap);
  const decoder = new Decoder(request.registry);
  const [orders, letters, history] = await Promise.all([
    readOrders(kafka, decoder, request),
    readDeadLetters(kafka, decoder, request),
    request.averages === null ? null : readHistory(kafka, decoder, request),
  ]);
  const { failing, ...books } = orders;
  return { ...books, deadLetters: compare(letters, failing), history };
});

// Calls back with the value decoded: at once where its schema is known, else with a promise.
function decoded(decoder, value, take) {
  const type = decoder.known(value);
  if (type !== undefined) return take(type.fromBuffer(value.subarray(5)));
  return decoder.decode(value).then(take);
}

async function readOrders(kafka, decoder, request) {
  const books = new OrderBooks(request.failing);
  const ids = new Map();
  await readAll(kafka, request.orders, (partition, { offset, value }) => decoded(decoder, value, (order) => {
    note(ids, order.orderId);
    books.add(partition, offset, value, order);
  }));
  return { ...books.result(), ids: numbersOf(ids) };
}

// Ids are prefix-number: one bit for each number tells a repetition.
function note(ids, id) {
  const dash = id.lastIndexOf('-');
  const [prefix, number] = [id.slice(0, dash + 1), Number(id.slice(dash + 1))];
  let seen = ids.get(prefix);
  if (seen === undefined) ids.set(prefix, (seen = { bits: new Uint8Array(1 << 20), distinct: 0, repeated: 0 }));
  while (number >> 3 >= seen.bits.length) {
    const larger = new Uint8Array(seen.bits.length * 2);
    larger.set(seen.bits);
    seen.bits = larger;
  }
  const bit = 1 << (number & 7);
  if (seen.bits[number >> 3] & bit) seen.repeated++;
  else seen.distinct++;
  seen.bits[number >> 3] |= bit;
}

function numbersOf(ids) {
  const result = { distinct: 0, repeated: 0 };
  for (const { distinct, repeated } of ids.values()) {
    result.distinct += distinct;
    result.repeated += repeated;
  }
  return result;
}

async function readDeadLetters(kafka, decoder, request) {
  const letters = [];
  await readAll(kafka, request.deadLetters, (partition, { key, offset, value }) => {
    // What only ended a hanging transaction is no dead letter.
    if (value === null && isReserved(key)) return undefined;
    return decoded(decoder, value, (letter) => void letters.push({
      at: `${partition}:${offset}`,
      kind: letter.errorKind,
      topic: letter.originalTopic === request.orders,
      place: letter.originalPartition === null ? null : `${letter.originalPartition}/${letter.originalOffset}`,
      value: letter.originalValue,
      epoch: letter.epoch,
      instance: letter.instance,
    }));
  });
  return letters;
}

// Of an order that was counted again after a rebuild, the dead letters of the last epoch count.
function compare(all, failing) {
  const newest = all.reduce((epoch, letter) => Math.max(epoch, letter.epoch), 0);
  const letters = all.filter(({ epoch, kind }) => epoch === newest || kind === 'DELIVERY');
  const result =
    { count: 0, deliveries: 0, duplicates: 0, unexpected: 0, differentBytes: 0, missing: 0, examples: [] };
  const seen = new Map();
  const wrong = (what, example) => {
    result[what]++;
    if (result.examples.length < EXAMPLES) result.examples.push(`${what} ${example}`);
  };
  for (const letter of letters) {
    // An order that the producer could not deliver: it is in no partition, and none of the consumer's.
    if (letter.place === null && letter.kind === 'DELIVERY') { result.deliveries++; continue; }
    result.count++;
    const before = seen.get(letter.place);
    if (before !== undefined) wrong('duplicates', `${letter.place} at ${before.at} by ${before.instance}, ` +
      `at ${letter.at} by ${letter.instance}`);
    seen.set(letter.place, letter);
    const original = failing.get(letter.place);
    if (original === undefined || !letter.topic) wrong('unexpected', `${letter.place} at ${letter.at}`);
    else if (!original.equals(letter.value)) wrong('differentBytes', `${letter.place} at ${letter.at}`);
  }
  for (const place of failing.keys()) if (!seen.has(place)) wrong('missing', place);
  return result;
}

// What was committed for one product of one partition only ever grows within an epoch, and each ledger's figures
// agree with each other,
// with the averages committed so far, and with the offsets: no gap, no repetition.
async function readHistory(kafka, decoder, request) {
  const result = { records: 0, keys: 0, ledgers: 0, breaks: [] };
  const last = new Map();
  const counts = new Map();
  // Counts of averages by partition and epoch.
  const averaged = (partition, epoch) => counts.get(`${partition}/${epoch}`) ?? 0;
  const wrong = (text) => { if (result.breaks.length < EXAMPLES) result.breaks.push(text); };
  await readAll(kafka, request.averages, (partition, { key, value, offset }) =>
    (isReserved(key) ? undefined : decoded(decoder, value, (state) => take(partition, key, offset, state))));

  result.keys = last.size;
  return { ...result, totals: totalsOf(last) };

  function take(partition, key, offset, state) {
    result.records++;
    const place = `${partition}/${key}`;
    const isLedger = state.read !== undefined;
    const count = isLedger ? state.read : state.count;
    // A rebuild's first ledger has read nothing.
    let before = last.get(place);
    if (before?.state.epoch !== state.epoch) before = { count: isLedger ? -1 : 0, nextOffset: -1 };
    if (count <= before.count || state.nextOffset <= before.nextOffset)
      wrong(`${place}@${offset}: ${before.count} up to ${before.nextOffset}, then ${count} up to ${state.nextOffset}`);
    last.set(place, { count, nextOffset: state.nextOffset, state });
    if (!isLedger) {
      counts.set(`${partition}/${state.epoch}`, averaged(partition, state.epoch) + count - before.count);
      return;
    }
    result.ledgers++;
    checkLedger(place, offset, state, averaged(partition, state.epoch), wrong);
  }
}

// Orders are written outside transactions, so that offsets have no gaps and their difference is what was read.
function checkLedger(place, offset, ledger, averaged, wrong) {
  const dead = ledger.deserialization + ledger.validation + ledger.processing + ledger.unexpected;
  if (ledger.read !== ledger.averaged + dead)
    wrong(`${place}@${offset}: read ${ledger.read}, averaged ${ledger.averaged}, dead letters ${dead}`);
  if (ledger.read !== ledger.nextOffset - ledger.firstOffset)
    wrong(`${place}@${offset}: read ${ledger.read} from ${ledger.firstOffset} to ${ledger.nextOffset}`);
  if (ledger.averaged !== averaged)
    wrong(`${place}@${offset}: averaged ${ledger.averaged}, but its averages count ${averaged}`);
}

// What is in the state's topic for other ends than averages and books.
const isReserved = (key) => key !== null && key.toString().startsWith('$') && key.toString() !== '$ledger';

// The last average of each product over all partitions, of the epoch that its partition's ledger has.
function totalsOf(last) {
  const products = {};
  for (const [place, { state }] of last) {
    const partition = place.split('/')[0];
    if (state.read !== undefined || state.epoch !== last.get(`${partition}/$ledger`)?.state.epoch) continue;
    const sum = products[state.product] ??= { count: 0, units: 0n };
    sum.count += state.count;
    sum.units += BigInt.asIntN(128, BigInt(`0x${Buffer.from(state.sum).toString('hex')}`));
  }
  const sums = Object.entries(products).sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([product, { count, units }]) => ({ product, count, sum: decimalOf(units) }));
  return { products: sums };
}
