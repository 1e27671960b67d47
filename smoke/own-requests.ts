/** What marks a request of the run itself, so that it is not taken for one of EventBridge's. */
export const OWN = { "X-Smoke": "own" } as const;
