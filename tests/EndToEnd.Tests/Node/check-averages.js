// Reads the state topic: what is committed for one product in one partition only ever grows.
// { bootstrap, registry, averages, withinMs }
'use strict';

const { connect, readAll } = require('./lib/kafka');
const { Decoder } = require('./lib/registry');
const { run } = require('./lib/script');

run(async (request) => {
  const decoder = new Decoder(request.registry);
  const records = [];
  await readAll(connect(request.bootstrap), request.averages, (partition, { key, value }) =>
    records.push({ place: `${partition}/${key}`, value }));
  const last = new Map();
  const breaks = [];
  for (const { place, value } of records) {
    const state = await decoder.decode(value);
    const count = state.count ?? state.read;
    const before = last.get(place) ?? { count: 0, nextOffset: 0 };
    if (count <= before.count || state.nextOffset <= before.nextOffset)
      breaks.push(`${place}: ${before.count} up to ${before.nextOffset}, then ${count} up to ${state.nextOffset}`);
    last.set(place, { count, nextOffset: state.nextOffset });
  }
  return { records: records.length, keys: last.size, breaks };
});
