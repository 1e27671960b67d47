/** An error stops synthesis; a warning is printed and nothing else. */
export type Severity = "error" | "warning";

/** What the checks hold files to. `docs/findings.md` is made of these. */
export interface Rule {
  readonly severity: Severity;
  /** What is wrong, one sentence. */
  readonly says: string;
  /** Why it matters: what AWS, Terraform or a reader would make of it, one sentence. */
  readonly why: string;
  /** What to write instead, one sentence. */
  readonly instead: string;
  /** The message of a finding, as `hub check` prints it behind the severity. A test finds it among the broken cases. */
  readonly example: string;
  /** The page that says so, where it is not this project's own reason. */
  readonly source?: string;
}
