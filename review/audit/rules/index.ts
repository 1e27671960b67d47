import type { AuditRule } from "../rule";
import { apiLogged } from "./api-logged";
import { apiThrottled } from "./api-throttled";
import { bucketEncryptedWithOwnKey } from "./bucket-encrypted-with-own-key";
import { bucketLogged } from "./bucket-logged";
import { bucketPrivate } from "./bucket-private";
import { bucketVersioned } from "./bucket-versioned";
import { busHasPolicy } from "./bus-has-policy";
import { busPolicySize } from "./bus-policy-size";
import { deadLetterQueueStandard } from "./dead-letter-queue-standard";
import { encryptedWithOwnKey } from "./encrypted-with-own-key";
import { endpointHttps } from "./endpoint-https";
import { functionKeepsFailures } from "./function-keeps-failures";
import { functionTraced } from "./function-traced";
import { functionUrlGuarded } from "./function-url-guarded";
import { keyHasPolicy } from "./key-has-policy";
import { keyRotated } from "./key-rotated";
import { logHasAnEnd } from "./log-has-an-end";
import { noAccessForEverybody } from "./no-access-for-everybody";
import { noAdministratorAccess } from "./no-administrator-access";
import { noCredentialInConnection } from "./no-credential-in-connection";
import { noCredentialInText } from "./no-credential-in-text";
import { noWildcardActions } from "./no-wildcard-actions";
import { noWildcardResources } from "./no-wildcard-resources";
import { oauthIsRetried } from "./oauth-is-retried";
import { oidcTrustNarrowed } from "./oidc-trust-narrowed";
import { queueEncrypted } from "./queue-encrypted";
import { roleOfRuleLimited } from "./role-of-rule-limited";
import { routeGuarded } from "./route-guarded";
import { ruleMatchesAccount } from "./rule-matches-account";
import { secretValueElsewhere } from "./secret-value-elsewhere";
import { serviceNamesItsCaller } from "./service-names-its-caller";
import { sourcesPinned } from "./sources-pinned";
import { tableRecoverable } from "./table-recoverable";
import { targetHasDeadLetterQueue } from "./target-has-dead-letter-queue";
import { targetHasRetryPolicy } from "./target-has-retry-policy";

/** Every rule by its id, which stays what it is whatever the rule's words become. */
export const AUDIT_RULES = {
  "bus-has-policy": busHasPolicy,
  "no-access-for-everybody": noAccessForEverybody,
  "sources-pinned": sourcesPinned,
  "rule-matches-account": ruleMatchesAccount,
  "bus-policy-size": busPolicySize,
  "target-has-dead-letter-queue": targetHasDeadLetterQueue,
  "target-has-retry-policy": targetHasRetryPolicy,
  "oauth-is-retried": oauthIsRetried,
  "dead-letter-queue-standard": deadLetterQueueStandard,
  "endpoint-https": endpointHttps,
  "role-of-rule-limited": roleOfRuleLimited,
  "service-names-its-caller": serviceNamesItsCaller,
  "no-wildcard-actions": noWildcardActions,
  "no-wildcard-resources": noWildcardResources,
  "no-administrator-access": noAdministratorAccess,
  "oidc-trust-narrowed": oidcTrustNarrowed,
  "no-credential-in-connection": noCredentialInConnection,
  "no-credential-in-text": noCredentialInText,
  "secret-value-elsewhere": secretValueElsewhere,
  "queue-encrypted": queueEncrypted,
  "encrypted-with-own-key": encryptedWithOwnKey,
  "key-rotated": keyRotated,
  "key-has-policy": keyHasPolicy,
  "log-has-an-end": logHasAnEnd,
  "function-traced": functionTraced,
  "function-keeps-failures": functionKeepsFailures,
  "function-url-guarded": functionUrlGuarded,
  "route-guarded": routeGuarded,
  "api-throttled": apiThrottled,
  "api-logged": apiLogged,
  "table-recoverable": tableRecoverable,
  "bucket-private": bucketPrivate,
  "bucket-versioned": bucketVersioned,
  "bucket-encrypted-with-own-key": bucketEncryptedWithOwnKey,
  "bucket-logged": bucketLogged,
} as const satisfies Readonly<Record<string, AuditRule>>;

/** The stable id of a rule: what suppressions and scripts know it by. */
export type AuditRuleId = keyof typeof AUDIT_RULES;
