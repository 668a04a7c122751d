'use strict';
// npm's avsc as a peer to compare with: a request is a line of words between tabs, and has one line as its answer,
// `error`, a tab and the reason where it fails. The requests are the members of `answers`.
const avro = require('avsc');
const readline = require('readline');

// All 64 bits: a number of JavaScript's own has 53.
const long = avro.types.LongType.__with({
  fromBuffer: buffer => buffer.readBigInt64LE(),
  toBuffer: value => { const b = Buffer.alloc(8); b.writeBigInt64LE(BigInt(value)); return b; },
  fromJSON: BigInt,
  toJSON: value => JSON.rawJSON ? JSON.rawJSON(String(value)) : Number(value),
  isValid: value => typeof value === 'bigint',
  compare: (a, b) => (a === b ? 0 : a < b ? -1 : 1),
});

// Where a long becomes a double, avsc's own way of reading it loses the sign of numbers of more than 53 bits.
const { Tap } = require('avsc/lib/utils');
Tap.prototype.readLong = function () { return Number(this.unpackLongBytes().readBigInt64LE()); };

const parse = text => avro.Type.forSchema(JSON.parse(text), { wrapUnions: true, registry: { long } });
const hex = text => Buffer.from(text, 'hex');

let writer, reader, resolver, seed;

function next(limit) {
  // SplitMix32 is enough here, and gives the same data everywhere.
  seed = (seed + 0x9E3779B9) | 0;
  let z = Math.imul(seed ^ (seed >>> 16), 0x21F0AAAD);
  z = Math.imul(z ^ (z >>> 15), 0x735A2D97);
  return ((z ^ (z >>> 15)) >>> 0) % limit;
}

function text(most) {
  let made = '';
  for (let left = next(most + 1); left > 0; left--) {
    const kind = next(8);
    made += String.fromCodePoint(kind === 0 ? 0x10000 + next(0xFFFF) : kind === 1 ? 0xA0 + next(0x500) : 32 + next(95));
  }
  return made;
}

function bytes(size) {
  return Buffer.from(Array.from({ length: size }, () => next(256)));
}

const edges = [0, -0, 1, NaN, Number.MIN_VALUE, Number.MAX_VALUE, Infinity, -Infinity];
const number = () => next(3) === 0 ? edges[next(edges.length)] : (next(1 << 30) - (1 << 29)) / 997;
const int = () => (next(0x100000000) | 0) >> next(32);
const big = () => BigInt.asIntN(64, (BigInt(next(0x100000000)) << 32n) | BigInt(next(0x100000000))) >> BigInt(next(64));

function random(type, depth) {
  const few = depth > 6 ? 0 : next(4);
  switch (type.typeName) {
    case 'null': return null;
    case 'boolean': return next(2) === 1;
    case 'int': return int();
    case 'long': case 'abstract:long': return big();
    case 'float': return Math.fround(number());
    case 'double': return number();
    case 'string': return text(next(10) === 0 ? 200 : 12);
    case 'bytes': return bytes(next(20));
    case 'fixed': return bytes(type.size);
    case 'enum': return type.symbols[next(type.symbols.length)];
    case 'array': return Array.from({ length: few }, () => random(type.itemsType, depth + 1));
    case 'map': {
      const map = {};
      // A key that looks like a number would change its place.
      for (let left = few; left > 0; left--) map['k' + text(8)] = random(type.valuesType, depth + 1);
      return map;
    }
    case 'union:wrapped': {
      const nothing = type.types.find(branch => branch.typeName === 'null');
      const branch = depth > 6 && nothing ? nothing : type.types[next(type.types.length)];
      return branch.typeName === 'null' ? null : { [branch.branchName]: random(branch, depth + 1) };
    }
    case 'record': case 'error': {
      const made = {};
      for (const field of type.fields) made[field.name] = random(field.type, depth + 1);
      return type.clone(made);
    }
    default: throw new Error(`no random ${type.typeName}`);
  }
}

function file(codec, data) {
  return new Promise((resolve, reject) => {
    const encoder = new avro.streams.BlockEncoder(writer, { codec, blockSize: 64, syncMarker: Buffer.alloc(16, 0xA5) });
    const parts = [];
    encoder.on('data', part => parts.push(part)).on('error', reject)
      .on('end', () => resolve(Buffer.concat(parts).toString('hex')));
    for (const datum of data) encoder.write(writer.fromBuffer(hex(datum)));
    encoder.end();
  });
}

function readFile(bytes) {
  return new Promise((resolve, reject) => {
    const decoder = new avro.streams.BlockDecoder({ parseHook: schema => parse(JSON.stringify(schema)) });
    const parts = [];
    let type;
    decoder.on('metadata', (t, codec) => { type = t; parts.push(JSON.stringify(t.schema()), codec); })
      .on('data', value => parts.push(type.toBuffer(value).toString('hex')))
      .on('error', reject).on('end', () => resolve(parts.join('\t')));
    decoder.end(bytes);
  });
}

const answers = {
  writer(schema) { writer = undefined; reader = writer = parse(schema); resolver = undefined; return 'ok'; },
  reader(schema) {
    reader = undefined;
    const parsed = parse(schema);
    resolver = parsed.createResolver(writer);
    reader = parsed;
    return 'ok';
  },
  same: datum => writer.toBuffer(writer.fromBuffer(hex(datum))).toString('hex'),
  resolve: datum => reader.toBuffer(reader.fromBuffer(hex(datum), resolver)).toString('hex'),
  random(start) { seed = Number(start) | 0; return writer.toBuffer(random(writer, 0)).toString('hex'); },
  json: datum => writer.toString(writer.fromBuffer(hex(datum))),
  unjson: json => writer.toBuffer(writer.fromString(json)).toString('hex'),
  compare: (a, b) => String(writer.compareBuffers(hex(a), hex(b))),
  canonical: () => [JSON.stringify(writer.schema()), writer.fingerprint('md5').toString('hex'),
    writer.fingerprint('sha256').toString('hex')].join('\t'),
  compatible() { reader.createResolver(writer); return 'COMPATIBLE'; },
  file: (codec, sync, ...data) => file(codec, data),
  unfile: bytes => readFile(hex(bytes)),
};

async function main() {
  let waiting = [];
  for await (const line of readline.createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const [word, ...rest] = line.split('\t');
    let answer;
    try {
      answer = answers[word](...rest);
      if (answer instanceof Promise) answer = await answer;
    } catch (e) {
      answer = `error\t${e.name}: ${e.message}`;
    }
    waiting.push(answer.replace(/[\r\n]/g, ' '));
    if (waiting.length >= 64 || word === 'flush') {
      process.stdout.write(waiting.join('\n') + '\n');
      waiting = [];
    }
  }
  if (waiting.length > 0) process.stdout.write(waiting.join('\n') + '\n');
}

answers.flush = () => 'ok';
main();
