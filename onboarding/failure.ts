/** Files cannot be written as they are asked for; the message says why and what to do. Nothing was written then. */
export class OnboardingError extends Error {}
