// { prices: [price …], withinMs }: the statistics of a few prices, to check the arithmetic against known results.
'use strict';

const { Statistics } = require('./lib/exact');
const { run } = require('./lib/script');

run(async ({ prices }) => {
  const statistics = new Statistics();
  for (const price of prices) statistics.add(Math.fround(price));
  return statistics;
});
