/** What happens on the routes, functions and topics of the local hub, as it happens. Holds no body and no token. */
export type ApplicationReport =
  /** A request to an HTTP API was answered. `reason` says why where API Gateway tells its caller less. */
  | {
      readonly kind: "request";
      readonly api: string;
      /** `POST /user` */
      readonly request: string;
      /** Key of the route; undefined where none matched. */
      readonly route: string | undefined;
      readonly status: number;
      readonly milliseconds: number;
      readonly reason?: string | undefined;
    }
  | {
      readonly kind: "invocation";
      readonly function: string;
      /** Who invoked it: `rule orders`, `route POST /user`. */
      readonly trigger: string;
      readonly requestId: string;
      /** 1 for the first; more for Lambda's own retries. */
      readonly attempt: number;
      readonly outcome:
        | { readonly kind: "succeeded" }
        | { readonly kind: "failed"; readonly errorType: string; readonly errorMessage: string };
      readonly milliseconds: number;
      /** Undefined for a warm start. */
      readonly initMilliseconds?: number | undefined;
    }
  /** Lambda gave an event up. Without `queueArn` it is lost, and `reason` says why. */
  | {
      readonly kind: "gaveUp";
      readonly function: string;
      readonly trigger: string;
      readonly queueArn?: string | undefined;
      readonly reason: string;
    }
  | { readonly kind: "published"; readonly by: string; readonly topic: string; readonly bytes: number }
  /** A role may not do what was tried; on AWS it would be refused too. */
  | {
      readonly kind: "denied";
      readonly by: string;
      readonly action: string;
      readonly resource: string;
      readonly reason: string;
    }
  | { readonly kind: "log"; readonly function: string; readonly line: string };
