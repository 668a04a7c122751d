'use strict';

const { Statistics } = require('./exact');

// What the orders of a topic come to, where these products always fail. Orders may come in any order: decoding waits.
class OrderBooks {
  constructor(failing) {
    this.failingProducts = failing;
    this.products = new Map();
    this.partitions = {};
    this.failing = new Map();
    this.total = new Statistics();
  }

  add(partition, offset, value, order) {
    const at = Number(offset);
    const books = (this.partitions[partition] ??=
      { firstOffset: at, read: 0, averaged: 0, deadLettered: 0, nextOffset: 0 });
    books.read++;
    books.firstOffset = Math.min(books.firstOffset, at);
    books.nextOffset = Math.max(books.nextOffset, at + 1);
    if (this.failingProducts.includes(order.product)) {
      books.deadLettered++;
      this.failing.set(`${partition}/${offset}`, value);
      return;
    }
    books.averaged++;
    this.total.add(order.price);
    if (!this.products.has(order.product)) this.products.set(order.product, new Statistics());
    this.products.get(order.product).add(order.price);
  }

  // The bytes of what has to fail are kept by place, for the dead letters to be compared with.
  result() {
    const products = [...this.products].sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([product, statistics]) => ({ product, ...statistics.toJSON() }));
    return { total: this.total, products, partitions: this.partitions, failing: this.failing };
  }
}

module.exports = { OrderBooks };
