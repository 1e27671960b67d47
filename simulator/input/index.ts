/**
 * What EventBridge hands to a target, offline: the input template language, its JSON paths, and the body and HTTP
 * parameters they make of an event. Pure: nothing here reads files or knows Terraform.
 */
export { findJsonSyntaxError } from "./json-syntax";
export { memberText, readJson, writeJson } from "./json-text";
export { insteadOf, inWords } from "./zod-in-words";
export {
  isJsonList,
  isJsonObject,
  minifyJson,
  NumberText,
  ownMember,
  type JsonObject,
  type JsonValue,
} from "./json-value";
export { RESERVED_PLACEHOLDERS, isReservedPlaceholder, type ReservedPlaceholder } from "./placeholders";
export {
  parseInputTemplate,
  type InputTemplate,
  type Placeholder,
  type PlaceholderContext,
  type TemplateKind,
  type TemplateSyntax,
} from "./template";
export {
  isMeantAsPath,
  parseInputPath,
  type InputPath,
  type InputPathParse,
  type InputPathProblem,
  type PathStep,
} from "./path";
export { resolveInputPath, type Resolution } from "./resolve-path";
export { inputPathYields, type PathYield } from "./path-yields";
export type {
  InputTransformer,
  InvalidInput,
  PutTargetsError,
  RuleIdentity,
  TargetInput,
  TargetInputRequest,
  TargetInputResult,
} from "./target-input";
export { findPutTargetsError, findTemplateFaults, type TemplateFault } from "./put-targets-rules";
export { renderTargetInput } from "./render";
export {
  renderHttpParameters,
  type HttpParameters,
  type HttpParameterValue,
  type RenderedHttpParameter,
  type RenderedHttpParameters,
} from "./http-parameters";
