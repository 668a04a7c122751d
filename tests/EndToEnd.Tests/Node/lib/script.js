// A script takes one JSON argument and prints one JSON line; anything else ends it with exit code 1.
'use strict';

exports.run = (work) => {
  const request = JSON.parse(process.argv[2]);
  const bound = setTimeout(() => fail(new Error(`not done within ${request.withinMs} ms`)), request.withinMs);
  work(request).then(
    (result) => {
      clearTimeout(bound);
      process.stdout.write(JSON.stringify(result) + '\n', () => process.exit(0));
    },
    fail);
};

function fail(error) {
  process.stderr.write(`${error.stack}\n`, () => process.exit(1));
}
