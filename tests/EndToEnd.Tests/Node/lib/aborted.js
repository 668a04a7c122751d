// kafkajs takes the aborted transactions in the broker's order, and one with each record: where transactions of several
// producers overlap in a partition, it hands out records of aborted ones. This takes all that have begun, in the order
// in which they begin.
'use strict';

const ABORT_MARKER = Buffer.from([0, 0, 0, 0]);

const withoutAborted = ({ messages, abortedTransactions }) => {
  if (!abortedTransactions || abortedTransactions.length === 0) return messages;
  const waiting = abortedTransactions
    .map(({ producerId, firstOffset }) => ({ producerId: String(producerId), firstOffset: BigInt(firstOffset) }))
    .sort((a, b) => (a.firstOffset < b.firstOffset ? -1 : a.firstOffset > b.firstOffset ? 1 : 0));
  const open = new Set();
  let next = 0;
  return messages.filter(({ key, offset, isControlRecord, batchContext }) => {
    for (; next < waiting.length && waiting[next].firstOffset <= BigInt(offset); next++)
      open.add(waiting[next].producerId);
    const producer = String(batchContext.producerId);
    if (!isControlRecord) return !(batchContext.inTransaction && open.has(producer));
    if (key !== null && ABORT_MARKER.equals(Buffer.from(key))) open.delete(producer);
    return true;
  });
};

// Before kafkajs is loaded: its batches find this in the place of their own.
exports.install = () => {
  const id = require.resolve('kafkajs/src/consumer/filterAbortedMessages');
  require.cache[id] = { id, filename: id, loaded: true, children: [], exports: withoutAborted };
};

exports.withoutAborted = withoutAborted;
