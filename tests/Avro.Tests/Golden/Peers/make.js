'use strict';
// Asks Apache's Java implementation and npm's avsc, and writes what they were asked and what they said, line by line:
// requests.tsv, java.tsv, avsc.tsv; and values framed by Confluent's own serializer for JavaScript: confluent.tsv.
//   AVRO_JAVA_CLASSPATH=… NODE_PATH=…/node_modules node make.js
// The packages are those of tests/EndToEnd.Tests/Node/package-lock.json.
const { execFileSync } = require('child_process');
const fs = require('fs');
const path = require('path');
const { AvroSerializer, HeaderSchemaIdSerializer, SchemaRegistryClient, SerdeType } =
  require('@confluentinc/schemaregistry');

const at = name => path.join(__dirname, name);
const top = at('../../../..');
const programs = path.join(top, 'tests/Avro.Tests/Interop/Peers');
const schemas = ['schemas/order.avsc', 'schemas/dead-letter.avsc', 'schemas/ledger.avsc',
  'tests/Avro.Tests/Golden/Schemas/all-types.avsc', 'tests/Avro.Tests/Golden/Schemas/tree.avsc',
  'tests/Avro.Tests/Golden/Peers/logical.avsc'];
const flat = file => JSON.stringify(JSON.parse(fs.readFileSync(file, 'utf8')));

function ask(name, requests) {
  const [file, args] = name === 'java'
    ? ['java', ['-Xss8m', '-cp', process.env.AVRO_JAVA_CLASSPATH, path.join(programs, 'AvroPeer.java')]]
    : ['node', [path.join(programs, 'avro-peer.js')]];
  const output = execFileSync(file, args, { input: requests.join('\n') + '\nflush\n', maxBuffer: 1 << 28 });
  return output.toString('utf8').split('\n').slice(0, requests.length);
}

/** What both are asked of a schema: data that each of them made, and what can be done with those. */
function requestsOf(schema, count) {
  const made = ['java', 'avsc'].flatMap(name => {
    const seeds = Array.from({ length: count }, (_, i) => `random\t${20261121 + i}`);
    return ask(name, ['writer\t' + schema, ...seeds]).slice(1);
  }).filter(hex => !hex.startsWith('error') && hex.length < 2000);
  return ['writer\t' + schema, 'canonical',
    ...made.map(hex => 'same\t' + hex),
    ...made.slice(0, 6).flatMap(hex => ['json\t' + hex, 'single\t' + hex, 'sized\t' + hex]),
    ...['null', 'deflate'].map(codec => `file\t${codec}\t${'a5'.repeat(16)}\t${made.slice(0, 5).join('\t')}`)];
}

function pairRequests(line) {
  const [writer, reader] = line.split('\t');
  const seeds = Array.from({ length: 6 }, (_, i) => `random\t${7 + i}`);
  const made = ask('java', ['writer\t' + writer, ...seeds]).slice(1);
  return ['writer\t' + writer, 'reader\t' + reader, 'compatible', ...made.map(hex => 'resolve\t' + hex)];
}

async function confluent() {
  const registry = SchemaRegistryClient.newClient({ baseURLs: ['mock://golden'] });
  const order = flat(path.join(top, 'schemas/order.avsc'));
  const rows = [];
  await registry.register('t-value', { schemaType: 'AVRO', schema: order });
  const values = [{ orderId: '1001', product: 'Item4', price: 56.52 }, { orderId: '', product: 'é😀', price: -0 }];
  for (const value of values) {
    const prefixed = new AvroSerializer(registry, SerdeType.VALUE, { useLatestVersion: true });
    const headed = new AvroSerializer(registry, SerdeType.VALUE, {
      useLatestVersion: true, schemaIdSerializer: HeaderSchemaIdSerializer });
    const headers = {};
    const bare = await headed.serialize('t', value, headers);
    const header = Object.entries(headers).map(([key, bytes]) => `${key}=${Buffer.from(bytes).toString('hex')}`);
    rows.push([JSON.stringify(value), (await prefixed.serialize('t', value)).toString('hex'),
      bare.toString('hex'), header.join(',')].join('\t'));
  }
  return rows;
}

async function main() {
  const requests = schemas.flatMap(file => requestsOf(flat(path.join(top, file)), 12));
  const pairs = fs.readFileSync(at('pairs.tsv'), 'utf8').trimEnd().split('\n');
  for (const pair of pairs) requests.push(...pairRequests(pair));
  const write = (name, lines) => fs.writeFileSync(at(name), lines.join('\n') + '\n');
  write('requests.tsv', requests);
  for (const name of ['java', 'avsc']) write(name + '.tsv', ask(name, requests));
  write('confluent.tsv', await confluent());
}

main();
