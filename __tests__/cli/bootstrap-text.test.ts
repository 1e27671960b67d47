import { accountsInWords, whatIsNext, whatIsTaken } from "../../cli/text/bootstrap-text";
import type { StackOutcome } from "../../deployment";
import { deployedHub } from "../sample-environment";

function failed(summary: string): StackOutcome {
  const diagnostics = [{ address: "aws_iam_role.plan", summary, detail: [] }];
  const ending = { kind: "failed", step: "apply", diagnostics, lock: undefined } as const;
  return { stack: "deployment-access-hub", ending, verification: undefined, seconds: 1 };
}

test.each([
  "creating IAM Role (a): operation error IAM: CreateRole, StatusCode: 409, EntityAlreadyExists: Role a exists.",
  "creating S3 Bucket (a): BucketAlreadyOwnedByYou",
])("where a name is taken it says what to do: %s", (summary) => {
  expect(whatIsTaken([failed(summary)]).join(" ")).toMatch(/existing: true .* delete it if nobody needs it/);
});

test("of other failures it does not say that a name is taken", () => {
  expect(whatIsTaken([failed("creating IAM Role (a): AccessDenied")])).toEqual([]);
});

test("where a pipeline may take on the roles, it is what comes next", () => {
  expect(whatIsNext(deployedHub).join("\n")).toContain("Next: set up the pipeline");
});

test.each([
  [[], "Nobody may take on the plan and deployment role yet"],
  [["arn:aws:iam::200000000001:role/ci"], "Nobody may take on the deployment role yet"],
])("where %j may plan and nobody may deploy, it says so", (plan, said) => {
  const deployment = { ...deployedHub.deployment, oidc: undefined, principals: { plan, deployment: [] } };
  expect(whatIsNext({ ...deployedHub, deployment }).join("\n")).toContain(said);
});

test("each account stands in a line that fits any terminal, and who works in it beneath", () => {
  const role = "assumed-role/OrganizationAccountAccessRole/hub-bootstrap";
  const of = (name: string, account: string) => ({ name, account, identity: `arn:aws:sts::${account}:${role}` });
  expect(accountsInWords([of("hub", "200000000001"), of("source-shop", "210000000001")])).toEqual([
    "hub          200000000001",
    `  as arn:aws:sts::200000000001:${role}`,
    "source-shop  210000000001",
    `  as arn:aws:sts::210000000001:${role}`,
    "",
  ]);
});
