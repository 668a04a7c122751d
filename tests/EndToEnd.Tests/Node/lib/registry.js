'use strict';

const avro = require('avsc');

// Decodes values in Confluent's wire format by their writer's schema, which the registry gives by its id.
exports.Decoder = class {
  constructor(url) {
    this.url = url;
    this.types = new Map();
  }

  // Values are decoded after the fetch loop, so that the loop never waits for the registry.
  async decode(value) {
    if (value === null || value.length < 5 || value[0] !== 0) throw new Error('the value has no header of five bytes');
    const type = await this.typeOf(value.readUInt32BE(1));
    return type.fromBuffer(value.subarray(5));
  }

  // What decodes this value, or undefined while its schema is not here yet.
  known(value) {
    return value !== null && value.length >= 5 && value[0] === 0 ? this.types.get(value.readUInt32BE(1)) : undefined;
  }

  async typeOf(id) {
    if (!this.types.has(id)) {
      const answer = await fetch(`${this.url}/schemas/ids/${id}`);
      if (!answer.ok) throw new Error(`the registry answers ${answer.status} for schema ${id}`);
      this.types.set(id, avro.Type.forSchema(JSON.parse((await answer.json()).schema)));
    }
    return this.types.get(id);
  }
};
