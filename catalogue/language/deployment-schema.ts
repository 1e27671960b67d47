/** Who deploys an environment, in `hub.yaml`: what `hub bootstrap` makes, and what roles are bounded by. */
import { z } from "zod";
import { write } from "./advice";
import * as field from "./fields";

const principals = z.array(field.principalArn).default([]);

const subjects = (of: string, example: string) =>
  z
    .array(field.tokenSubject)
    .min(1, { error: write(`at least one subject, such as ${example}`) })
    .meta({ description: `Subjects of the tokens that may take on the ${of}; \`*\` stands for any characters` });

/** `deployment` in `hub.yaml`. */
export const deploymentSchema = z
  .strictObject({
    planRole: field.roleName.meta({
      description: "Role that plans and changes nothing, of this name in every account that deploymentRole is in",
    }),
    oidc: z
      .strictObject({
        issuer: field.tokenIssuer,
        audience: field.tokenAudience.default("sts.amazonaws.com"),
        subjects: z.strictObject({
          plan: subjects("plan role", "repo:acme/event-hub:pull_request"),
          deployment: subjects("deployment role", "repo:acme/event-hub:environment:prod"),
        }),
        existing: z
          .boolean()
          .default(false)
          .meta({ description: "Whether the hub account has the identity provider of this issuer already" }),
      })
      .optional()
      .meta({ description: "The pipeline that takes on the roles of the hub account with OpenID Connect" }),
    principals: z
      .strictObject({ plan: principals, deployment: principals })
      .prefault({})
      .meta({ description: "Who may take on the roles of the hub account besides" }),
    existingStateBucket: z
      .boolean()
      .default(false)
      .meta({ description: "Whether the state bucket and its key are there already, and somebody else's to keep" }),
  })
  .optional()
  .meta({ description: "What ./hub bootstrap makes; the roles of every stack are then bounded" });
