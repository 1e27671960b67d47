import type { LambdaFunction } from "../topology";
import { matchesArn, matchesWildcards } from "./wildcard-text";

/**
 * Why a service may not invoke a function, by the function's resource policy (`aws_lambda_permission`); undefined when
 * it may. https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 *
 * @param service `events.amazonaws.com`
 * @param sourceArn what of the service invokes it: a rule, or a route of a stage
 */
export function invokeRefusal({ name, permissions }: LambdaFunction, service: string, sourceArn: string) {
  const ofService = permissions.filter(
    ({ principal, action }) => principal === service && matchesWildcards(action.toLowerCase(), "lambda:invokefunction"),
  );
  if (ofService.some((one) => one.sourceArn === undefined || matchesArn(one.sourceArn, sourceArn))) return undefined;
  return ofService.length === 0
    ? `no aws_lambda_permission lets ${service} invoke ${name}`
    : `no aws_lambda_permission lets ${sourceArn} invoke ${name}; there are some for ` +
        ofService.map((one) => one.sourceArn ?? "").join(", ");
}
