/** An error as EventBridge answers it: a name and a sentence, nearly always with status 400. */
export class AwsRefusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

/** @returns a refusal of what was asked, as opposed to who asked */
export function invalid(message: string): AwsRefusal {
  return new AwsRefusal("ValidationException", message);
}
