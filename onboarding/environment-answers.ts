/** What has to be known of a new environment before its files can be written: flags and questions ask for the same. */
import { z } from "zod";
import { kmsAliasArn } from "../aws/arn";
import * as field from "../catalogue/language/fields";
import { ALIAS_PATTERN } from "../catalogue/language/fields";
import { quote } from "../catalogue/wording";

/** Of each answer: its schema, and what to write where it does not fit. */
const ANSWERS = {
  name: { schema: field.environmentName, write: "1 to 12 lower-case letters and digits, such as dev" },
  namespace: {
    schema: field.namespace,
    write: "2 to 16 lower-case letters and digits that do not start with aws or ssm, such as acme",
  },
  account: { schema: field.accountId, write: "the 12 digits of an AWS account, such as 210987654321" },
  region: { schema: field.region, write: "an AWS Region, such as eu-central-1" },
  source: {
    schema: z.string().regex(ALIAS_PATTERN),
    write: "lower-case letters and digits in words joined by hyphens, such as shop-eu",
  },
  sourceAccount: {
    schema: field.accountId,
    write: "the 12 digits of an AWS account other than the hub's, such as 210987654322",
  },
  stateAccount: { schema: field.accountId, write: "the 12 digits of an AWS account, such as 210987654321" },
  stateBucket: {
    schema: field.bucketName,
    write: "the name of an S3 bucket: 3 to 63 lower-case letters, digits and hyphens",
  },
  kmsKey: {
    schema: field.kmsKeyArn,
    write: "the ARN of a KMS alias, such as arn:aws:kms:eu-central-1:210987654321:alias/event-hub-state",
  },
  organization: { schema: field.organizationId, write: "an AWS Organizations id, such as o-a1b2c3d4e5" },
  email: { schema: field.email, write: "an e-mail address, such as integration-platform@example.com" },
  github: {
    schema: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,38}\/[\w.-]{1,100}$/),
    write: "owner and name of a repository on GitHub, such as acme/event-hub",
  },
} as const;

/** What is asked for. */
export type AnswerName = keyof typeof ANSWERS;

/** What is known so far. */
export type GivenAnswers = Readonly<Partial<Record<AnswerName, string>>>;

/** What nothing can be assumed for, in the order in which it is asked. */
export const NEEDED = ["name", "namespace", "account", "region", "sourceAccount"] as const satisfies AnswerName[];

/** What may be left out altogether. */
type Optional = "organization" | "email" | "github";

/** All that is known of a new environment. */
export type EnvironmentAnswers = Readonly<Record<Exclude<AnswerName, Optional>, string>> &
  Readonly<Partial<Record<Optional, string>>>;

/** What is wrong with an answer and what to write, without a full stop; undefined where it fits. */
export function faultIn(name: AnswerName, answer: string, others: GivenAnswers = {}): string | undefined {
  const { schema, write } = ANSWERS[name];
  const instead = `found ${answer === "" ? "nothing" : quote(answer)}; write ${write}`;
  if (!schema.safeParse(answer).success) return instead;
  // Its own events no bus policy holds to their sources.
  if (name === "sourceAccount" && answer === others.account) return instead;
  return undefined;
}

/**
 * What is taken where nothing is said.
 *
 * @param given holds what is {@link NEEDED}
 */
export function assumed(given: GivenAnswers & Readonly<Record<(typeof NEEDED)[number], string>>): EnvironmentAnswers {
  const { name, namespace, region, stateAccount = given.account } = given;
  return {
    stateAccount,
    stateBucket: `${namespace}-${name}-event-hub-state`,
    kmsKey: kmsAliasArn({ account: stateAccount, region }, `alias/${namespace}-${name}-event-hub-state`),
    source: "orders",
    ...given,
  };
}
