/** An event that a new tenant is tried with. */

/** What an event looks like to its subscribers. */
export interface SampleEvent {
  readonly source: string;
  readonly "detail-type": string;
  readonly detail: Readonly<Record<string, unknown>>;
}
