/** Who deploys an environment, in `hub.yaml`: what `hub bootstrap` makes, and what roles are bounded by. */
import { z } from "zod";
import { write } from "./advice";
import * as field from "./fields";

const principals = (of: string) =>
  z
    .array(field.principalArn)
    .default([])
    .meta({
      description: `ARNs of who may take on the ${of}`,
      examples: [["arn:aws:iam::210987654321:role/integration-operators"]],
    });

const subjects = (of: string, example: string) =>
  z
    .array(field.tokenSubject)
    .min(1, { error: write(`at least one subject, such as ${example}`) })
    .meta({
      description: `Subjects of the tokens that may take on the ${of}; \`*\` stands for any characters`,
      examples: [[example]],
    });

/** `deployment` in `hub.yaml`. */
export const deploymentSchema = z
  .strictObject({
    planRole: field.roleName.meta({
      description: "Role that plans and changes nothing, of this name in every account that deploymentRole is in",
      examples: ["event-hub-plan"],
      aws: "iam.CreateRoleRequest.RoleName",
    }),
    oidc: z
      .strictObject({
        issuer: field.tokenIssuer.meta({ aws: "iam.CreateOpenIDConnectProviderRequest.Url" }),
        audience: field.tokenAudience
          .default("sts.amazonaws.com")
          .meta({ aws: "iam.CreateOpenIDConnectProviderRequest.ClientIDList" }),
        subjects: z
          .strictObject({
            plan: subjects("plan role", "repo:acme/event-hub:pull_request"),
            deployment: subjects("deployment role", "repo:acme/event-hub:environment:prod"),
          })
          .meta({ description: "Whose tokens are let in" }),
        existing: z
          .boolean()
          .default(false)
          .meta({
            description: "Whether the hub account has the identity provider of this issuer already",
            examples: [true],
          }),
      })
      .optional()
      .meta({ description: "The pipeline that takes on the roles of the hub account with OpenID Connect" }),
    principals: z
      .strictObject({ plan: principals("plan role"), deployment: principals("deployment role") })
      .prefault({})
      .meta({ description: "Who may take on the roles of the hub account besides" }),
    existingStateBucket: z
      .boolean()
      .default(false)
      .meta({
        description: "Whether the state bucket and its key are there already, and somebody else's to keep",
        examples: [true],
      }),
  })
  .optional()
  .meta({ description: "What ./hub bootstrap makes; the roles of every stack are then bounded" });
