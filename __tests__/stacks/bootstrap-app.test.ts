import type { Environment } from "../../catalogue/model";
import { bootstrapApp } from "../../stacks/bootstrap-app";
import { sampleApplications } from "../sample-applications";
import { deployedHub, hub, sampleEnvironment } from "../sample-environment";
import { synthesize, type SynthesizedApp } from "../synthesized";

function bootstrapped(changes: Partial<Environment> = {}, requiresTls = true): SynthesizedApp {
  const environment = sampleEnvironment({ hub: deployedHub, ...changes });
  return synthesize((outdir) => bootstrapApp(environment, { outdir, requiresTls }));
}

const app = bootstrapped();

test("there is the state's stack, and one for each account with stacks or the state", () => {
  expect(app.stacks.map(({ id }) => id).sort()).toEqual([
    "deployment-access-hub",
    "deployment-access-source-billing",
    "deployment-access-source-shop",
    "deployment-access-state",
    "state-backend",
  ]);
});

test("an administrator applies them: no deployment role is taken on, and none reaches their states", () => {
  for (const { id, provider, terraform } of app.stacks) {
    const backend = terraform.backend["s3"] ?? {};
    expect(provider["assume_role"]).toBeUndefined();
    expect(backend["assume_role"]).toBeUndefined();
    expect(backend["key"]).toBe(`_bootstrap/test/${id}.tfstate`);
    expect(backend["use_lockfile"]).toBe(true);
  }
});

test("each stays in its account", () => {
  const accounts = Object.fromEntries(app.stacks.map(({ id, provider }) => [id, provider["allowed_account_ids"]]));
  expect(accounts).toEqual({
    "state-backend": ["200000000009"],
    "deployment-access-hub": ["200000000001"],
    "deployment-access-source-billing": ["210000000002"],
    "deployment-access-source-shop": ["210000000001"],
    "deployment-access-state": ["200000000009"],
  });
});

test("a state in the hub account needs no stack of its own", () => {
  const state = { ...deployedHub.state, account: deployedHub.account };
  const ids = bootstrapped({ hub: { ...deployedHub, state } }).stacks.map(({ id }) => id);
  expect(ids).not.toContain("deployment-access-state");
});

describe("the state's bucket", () => {
  const stack = app.stack("state-backend");

  test("is encrypted with its own key, versioned, logged and private", () => {
    const [rule] = stack.resource("aws_s3_bucket_server_side_encryption_configuration", "states").attributes[
      "rule"
    ] as { apply_server_side_encryption_by_default: object }[];
    expect(rule?.apply_server_side_encryption_by_default).toEqual({
      sse_algorithm: "aws:kms",
      kms_master_key_id: "${aws_kms_key.key.arn}",
    });
    expect(stack.resource("aws_kms_alias", "key").text("name")).toBe("alias/event-hub-state");
    expect(stack.resource("aws_s3_bucket_versioning", "states").block("versioning_configuration")).toEqual({
      status: "Enabled",
    });
    expect(stack.resource("aws_s3_bucket_logging", "logging").text("target_bucket")).toBe(
      "${aws_s3_bucket.access-logs.id}",
    );
    expect(stack.resource("aws_s3_bucket_public_access_block", "states").attributes).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  });

  test.each(["states", "access-logs"])("%s: nobody calls it without TLS", (bucket) => {
    const statements = stack.resource("aws_s3_bucket_policy", bucket).statements("policy");
    expect(statements).toContainEqual(
      expect.objectContaining({
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      }),
    );
  });

  test("an emulator that is reached without TLS is not locked out", () => {
    const statements = bootstrapped({}, false)
      .stack("state-backend")
      .resources("aws_s3_bucket_policy")
      .flatMap((policy) => policy.statements("policy"));
    expect(statements.map(({ Effect }) => Effect)).toEqual(["Allow"]);
  });

  test("may be somebody else's", () => {
    const deployment = { ...deployedHub.deployment, existingStateBucket: true };
    const { stacks } = bootstrapped({ hub: { ...deployedHub, deployment } });
    expect(stacks.map(({ id }) => id)).not.toContain("state-backend");
    expect(stacks.flatMap(({ dependencies }) => dependencies)).toEqual([]);
  });
});

describe("who may take on a role", () => {
  const trust = (stack: string, role: string) =>
    app.stack(stack).resource("aws_iam_role", role).statements("assume_role_policy");

  test("in the hub account: the pipeline, by audience and subject, and the role itself", () => {
    expect(trust("deployment-access-hub", "deployment")).toEqual([
      {
        Sid: "ThePipelineTakesItOn",
        Effect: "Allow",
        Principal: { Federated: "arn:aws:iam::200000000001:oidc-provider/token.actions.githubusercontent.com" },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: {
            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
            "token.actions.githubusercontent.com:sub": ["repo:acme/event-hub:environment:test"],
          },
        },
      },
      {
        Sid: "TheRoleTakesItselfOn",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::200000000001:root" },
        Action: "sts:AssumeRole",
        Condition: { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::200000000001:role/event-hub-deployment" } },
      },
    ]);
  });

  test.each([
    ["plan", "event-hub-plan"],
    ["deployment", "event-hub-deployment"],
  ])("in another account: the hub's role for %s, and nobody else", (role, name) => {
    expect(trust("deployment-access-source-shop", role)).toEqual([
      expect.objectContaining({
        Principal: { AWS: "arn:aws:iam::200000000001:root" },
        Condition: { ArnEquals: { "aws:PrincipalArn": `arn:aws:iam::200000000001:role/${name}` } },
      }),
    ]);
  });

  test("the identity provider is the hub account's alone, and not made where it is there", () => {
    const withProvider = app.stacks.filter((stack) => stack.resources("aws_iam_openid_connect_provider").length > 0);
    expect(withProvider.map(({ id }) => id)).toEqual(["deployment-access-hub"]);
    const oidc = { ...deployedHub.deployment.oidc, existing: true };
    const { stacks } = bootstrapped({ hub: { ...deployedHub, deployment: { ...deployedHub.deployment, oidc } } });
    expect(stacks.flatMap((stack) => stack.resources("aws_iam_openid_connect_provider"))).toEqual([]);
  });

  test("subjects with a star are compared as such, others letter by letter", () => {
    const subjects = { ...deployedHub.deployment.oidc.subjects, plan: ["repo:acme/event-hub:ref:refs/heads/*"] };
    const oidc = { ...deployedHub.deployment.oidc, subjects };
    const starred = bootstrapped({ hub: { ...deployedHub, deployment: { ...deployedHub.deployment, oidc } } });
    const [pipeline] = starred
      .stack("deployment-access-hub")
      .resource("aws_iam_role", "plan")
      .statements("assume_role_policy");
    expect(pipeline?.Condition).toEqual({
      StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
      StringLike: { "token.actions.githubusercontent.com:sub": ["repo:acme/event-hub:ref:refs/heads/*"] },
    });
  });

  test("people, where hub.yaml names them", () => {
    const principals = { plan: [], deployment: ["arn:aws:iam::200000000001:role/platform"] };
    const named = bootstrapped({ hub: { ...deployedHub, deployment: { ...deployedHub.deployment, principals } } });
    const trustOf = (role: string) =>
      named.stack("deployment-access-hub").resource("aws_iam_role", role).text("assume_role_policy");
    expect(trustOf("deployment")).toContain("arn:aws:iam::200000000001:role/platform");
    expect(trustOf("plan")).not.toContain("role/platform");
  });
});

test("an environment without `deployment` is not bootstrapped", () => {
  expect(() => bootstrapped({ hub })).toThrow("no deployment in hub.yaml");
});

test("every policy fits into IAM, with functions and APIs in every account", () => {
  const { stacks } = bootstrapped({ ...sampleApplications, hub: deployedHub });
  for (const stack of stacks) {
    const policies = stack.resources("aws_iam_policy").map((policy) => JSON.stringify(policy.json("policy")).length);
    expect(Math.max(0, ...policies)).toBeLessThanOrEqual(6_144);
    // Ten to a role; there are two roles and the boundary.
    expect(policies.length).toBeLessThanOrEqual(10);
  }
});
