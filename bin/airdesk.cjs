#!/usr/bin/env node
// Says first whether Node is new enough: what comes after is written for a newer one, and an old one could not read it.
var whyTooOld = require('./node-version.cjs');

var why = whyTooOld(process.versions.node);
if (why) {
  console.error(why);
  process.exitCode = 1;
} else {
  require('./run.cjs');
}
