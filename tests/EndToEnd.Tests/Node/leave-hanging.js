// Leaves records and group positions in a transaction that its coordinator knows nothing of, as brokers do that lose
// markers: with the id's own producer, but without a word to the coordinator. The broker must not verify transactions.
'use strict';

const { connect } = require('./lib/kafka');
const { run } = require('./lib/script');

const TRANSACTION = 1;

run(async ({ bootstrap, transactionalId, group, records, positions }) => {
  const cluster = clusterOf(connect(bootstrap));
  await cluster.connect();
  await cluster.addMultipleTargetTopics([...new Set(records.map(({ topic }) => topic))]);
  const coordinator = await cluster.findGroupCoordinator({ groupId: transactionalId, coordinatorType: TRANSACTION });
  const { producerId, producerEpoch } =
    await coordinator.initProducerId({ transactionalId, transactionTimeout: 10_000 });
  const producer = { transactionalId, producerId, producerEpoch };
  for (const { topic, partition, key, value, headers } of records) {
    const leaders = cluster.findLeaderForPartitions(topic, [partition]);
    const broker = await cluster.findBroker({ nodeId: Object.keys(leaders)[0] });
    const message = { key: Buffer.from(key), value: Buffer.from(value), headers, timestamp: Date.now() };
    const topicData = [{ topic, partitions: [{ partition, firstSequence: 0, messages: [message] }] }];
    await broker.produce({ ...producer, topicData });
  }
  for (const { topic, partition, offset } of positions) {
    const broker = await cluster.findGroupCoordinator({ groupId: group });
    const topics = [{ topic, partitions: [{ partition, offset: String(offset) }] }];
    await broker.txnOffsetCommit({ ...producer, groupId: group, topics });
  }
  await cluster.disconnect();
  return { producerId };
});

// kafkajs shows no cluster to anybody; its clients are made with one.
function clusterOf(kafka) {
  const symbol = Object.getOwnPropertySymbols(kafka).find(({ description }) => description.endsWith(':createCluster'));
  return kafka[symbol]({ metadataMaxAge: 300_000 });
}
