import { greeting } from "./greeting";

/** A handler for tests of what bundles and deploys one. */
export const handler = (event: { readonly name: string }) => Promise.resolve(greeting(event.name));
