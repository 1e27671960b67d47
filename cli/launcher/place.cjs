/** Where this package stands, and what of its folder is its own to write. */
const path = require("node:path");

/** The folder of this package: a checkout, or `node_modules/eventbridge-saas-hub` of somebody's project. */
const packageFolder = path.join(__dirname, "..", "..");

const parts = packageFolder.split(path.sep);
const above = parts.lastIndexOf("node_modules");

/** Whether somebody's project depends on this package. Its node_modules are then made by that project, not by us. */
const isDependency = above >= 0;

/** What can be made again: of a checkout in the checkout, of a dependency beside all packages of the project. */
const cacheFolder = isDependency
  ? path.join(parts.slice(0, above + 1).join(path.sep), ".cache", path.basename(packageFolder))
  : path.join(packageFolder, ".cache");

module.exports = { packageFolder, isDependency, cacheFolder };
