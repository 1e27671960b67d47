/** An error stops synthesis; a warning is printed and nothing else. */
export type Severity = "error" | "warning";

/** A rule that the checks hold files to; its key is its id. `docs/findings.md` is generated from these. */
export interface Rule {
  readonly severity: Severity;
  /** What is wrong, one sentence. The texts of a rule are Markdown. */
  readonly says: string;
  /** What AWS, Terraform or a reader would make of it. */
  readonly why: string;
  /** How to mend it, one sentence. */
  readonly instead: string;
  /** The message of a finding, as `hub check` prints it behind the severity. A test finds it among the broken cases. */
  readonly example: string;
  /** The page that says so, where it is not this project's own reason. */
  readonly source?: string;
}
