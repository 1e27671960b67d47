/** What a function must not do. */
export const handler = (event: unknown) => {
  // eslint-disable-next-line no-console -- that is what it is for
  console.log("received", event);
  return Promise.resolve();
};
