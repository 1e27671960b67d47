/** Stack traces that name our sources, not the bundle. */
const { Buffer } = require("node:buffer");
const { SourceMap } = require("node:module");
const path = require("node:path");
const { packageFolder } = require("./place.cjs");

/**
 * From now on every stack trace names the file, line and column that a place in the bundle comes from. Node's own
 * `--enable-source-maps` reads the map at the start of every run, and those of all packages; this reads one, when there is
 * a trace to write.
 *
 * @param {string} filename the bundle's, as traces have it
 * @param {string} code the bundle's, its source map inline
 */
function nameSourcesInTraces(filename, code) {
  let map;
  const sourceOf = (place, line, column) => {
    map ??= new SourceMap(mapWithin(code));
    const { fileName, lineNumber, columnNumber } = map.findOrigin(Number(line), Number(column));
    return fileName === undefined ? place : `${path.join(packageFolder, fileName)}:${lineNumber}:${columnNumber}`;
  };
  const places = new RegExp(`${filename.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}:(\\d+):(\\d+)`, "g");
  Error.prepareStackTrace = (error, frames) => {
    // As V8 writes it.
    const trace = Error.prototype.toString.call(error) + frames.map((frame) => `\n    at ${frame}`).join("");
    return trace.replace(places, sourceOf);
  };
}

function mapWithin(code) {
  const start = code.lastIndexOf("base64,") + "base64,".length;
  return JSON.parse(Buffer.from(code.slice(start), "base64").toString());
}

module.exports = { nameSourcesInTraces };
