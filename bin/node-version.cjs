// In the JavaScript of 2009, so that whatever Node this is can read it and say so.
var OLDEST = [20, 19];

/** Why this Node cannot run Airdesk, in one line; undefined where it can. */
module.exports = function whyTooOld(version) {
  var parts = version.split('.');
  var major = Number(parts[0]);
  var minor = Number(parts[1]);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return undefined;
  return (
    'Airdesk needs Node ' + OLDEST.join('.') + ' or later, and this is ' + version + ': install a newer one.'
  );
};
