import { rmSync } from "node:fs";
import { FakeTerraform } from "../deployment/fake-terraform";
import { PackageRepository } from "../package-repository";
import { WorkflowRunner } from "./workflow-runner";

/** Runs workflows with a fake terraform, in a repository in whose second commit the tenant jira is changed and slack is gone. */
export class FakeRunner extends WorkflowRunner {
  readonly terraform: FakeTerraform;

  constructor() {
    const repository = new PackageRepository();
    const terraform = new FakeTerraform();
    // Nobody answers for AWS: verify can look at nothing.
    super(repository, { ...terraform.environment, AWS_EC2_METADATA_DISABLED: "true" });
    this.terraform = terraform;
    repository.commit("First");
    repository.edit(repository.dev("tenants", "jira.yaml"), [
      /invocationRateLimitPerSecond: \d+/,
      "invocationRateLimitPerSecond: 7",
    ]);
    rmSync(repository.dev("tenants", "slack.yaml"));
    rmSync(repository.dev("tests", "slack"), { recursive: true });
    repository.commit("Second");
  }

  remove(): void {
    this.terraform.remove();
    this.repository.remove();
  }
}
