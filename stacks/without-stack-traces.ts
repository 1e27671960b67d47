/**
 * CDKTF records a stack trace for every token it makes and, unlike for constructs, has no switch for it. Nobody sees
 * them: they are not emitted. They are 30 % of the time of a synthesis of a thousand tenants (`npm run bench -- synth`).
 *
 * The emitted files are the same byte for byte with and without; a test says so.
 */
import stackTrace = require("cdktf/lib/tokens/private/stack-trace");

Object.assign(stackTrace, { captureStackTrace: () => [] });
