/**
 * AWS could not be asked, or does not hold what is needed; the message says why and what to do.
 *
 * A file of its own and a door of this room, so that it is known without the AWS SDK being loaded.
 */
export class HubAccountError extends Error {}
