/**
 * A run cannot begin or go on; the message says why and what to do. What fails within a run is the answer of a step.
 *
 * A file of its own and a door of this room, so that it is known without the AWS SDK being loaded.
 */
export class SmokeError extends Error {}
