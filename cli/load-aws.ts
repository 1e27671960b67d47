/**
 * Loads a module that calls AWS, when a command needs it: the AWS SDK costs a third of a second, which `./hub check` and
 * its like shall not pay.
 *
 * @example const { askStatus } = await loadAws(() => import("../hub-account/index.js"));
 */
export async function loadAws<T>(load: () => Promise<T>): Promise<T> {
  // The SDK would say on every run which Node it will need next year.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
  return load();
}
