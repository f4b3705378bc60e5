// Loaded before Jupyter Book: refuses every connection, whoever asks for one.
"use strict";

const dns = require("node:dns");
const net = require("node:net");

const refuse = (what) => {
  const error = new Error(`the book is made without a network: ${what}`);
  error.code = "ENETUNREACH";
  return error;
};

dns.lookup = (name, ...rest) => {
  const answer = rest.at(-1);
  process.nextTick(() => answer(refuse(name)));
};

net.Socket.prototype.connect = function connect(...given) {
  const place = given.flat()[0];
  const name = place?.host ?? place?.path ?? place;
  process.nextTick(() => this.destroy(refuse(name)));
  return this;
};
