/** Refusals that are no failure: a run that goes on does some calls a second time, and is not alone in its account. */

const THERE = /^(EntityAlreadyExists(Exception)?|BucketAlreadyOwnedByYou|ResourceAlreadyExistsException)$/;
const GONE =
  /^(NoSuchEntity(Exception)?|NoSuchBucket|NotFound|NotFoundException|ResourceNotFoundException|QueueDoesNotExist)$/;

const DENIED = /^AccessDenied(Exception)?$/;

/** What AWS answers, or undefined where it says that there is one already. */
export function unlessThere<T>(answer: Promise<T>): Promise<T | undefined> {
  return unless(THERE, answer);
}

/** What AWS answers, or undefined where it says that there is none. */
export function unlessGone<T>(answer: Promise<T>): Promise<T | undefined> {
  return unless(GONE, answer);
}

/** What AWS answers, or undefined where who asks may not. */
export function unlessDenied<T>(answer: Promise<T>): Promise<T | undefined> {
  return unless(DENIED, answer);
}

async function unless<T>(names: RegExp, answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && names.test(error.name)) return undefined;
    throw error;
  }
}
