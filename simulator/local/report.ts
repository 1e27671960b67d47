import type { Outcome, Progress } from "../delivery";
import type { ApplicationReport } from "./application-report";

/** An event in a report. */
export interface ReportedEvent {
  readonly id: string;
  /** The account that published it. */
  readonly account: string;
  readonly source: string;
  readonly detailType: string;
}

/** Whom a delivery is for. */
export interface ReportedTarget {
  readonly stack: string;
  readonly rule: string;
  /** What is sent where, in words, as {@link Route} has them: `POST https://...`, `bus central of 200000000001`. */
  readonly request: string;
}

/** What happens on the local hub, as it happens. Holds no secret. */
export type HubReport =
  | ApplicationReport
  /** A bus took the event; `targets` counts what it goes to from here. */
  | { readonly kind: "accepted"; readonly event: ReportedEvent; readonly bus: string; readonly targets: number }
  /** `reason` is that of the answer, or of the bus policy. */
  | {
      readonly kind: "refused";
      readonly event: Omit<ReportedEvent, "id">;
      readonly bus: string;
      readonly reason: string;
    }
  /** AWS answers as if all were well, and the event is gone. */
  | { readonly kind: "lost"; readonly event: ReportedEvent; readonly reason: string }
  /** One target of a rule gets nothing, and on AWS nobody would be told. */
  | { readonly kind: "notSent"; readonly event: ReportedEvent; readonly rule: string; readonly reason: string }
  /** A target that is a queue has got its message. */
  | { readonly kind: "queued"; readonly event: ReportedEvent; readonly rule: string; readonly queueArn: string }
  /** What is sent rests on something that AWS does not document. */
  | {
      readonly kind: "assumed";
      readonly event: ReportedEvent;
      readonly rule: string;
      readonly unknowns: readonly string[];
    }
  | {
      readonly kind: "retry";
      readonly event: ReportedEvent;
      readonly target: ReportedTarget;
      readonly reason: string;
      readonly retry: number;
      readonly inMilliseconds: number;
    }
  | {
      readonly kind: "ended";
      readonly event: ReportedEvent;
      readonly target: ReportedTarget;
      readonly outcome: Outcome;
    }
  | Extract<Progress, { kind: "authorized" | "deauthorized" }>
  /** A fault of the hub itself in work that nobody waits for; what it was about ends here. */
  | { readonly kind: "hubFailed"; readonly reason: string };

/** Takes reports. */
export type Reporter = (report: HubReport) => void;
