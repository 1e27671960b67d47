const SERVICES = ["AWS_ENDPOINT_URL_EVENTBRIDGE", "AWS_ENDPOINT_URL_SECRETS_MANAGER", "AWS_ENDPOINT_URL_SSM"];

/**
 * Whether functions cannot be invoked where AWS's variables point: an emulator runs none without Docker. An override that
 * names a host of AWS (a VPC endpoint, say) is AWS; one for Lambda says that there is something to invoke.
 */
export function withoutFunctions(variables: Readonly<Record<string, string | undefined>> = process.env): boolean {
  if (isSet(variables["AWS_ENDPOINT_URL_LAMBDA"])) return false;
  return ["AWS_ENDPOINT_URL", ...SERVICES].some((name) => {
    const url = variables[name];
    return isSet(url) && !/^https:\/\/[^/]+\.(amazonaws\.com|amazonaws\.com\.cn|api\.aws)(:\d+)?(\/|$)/.test(url);
  });
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== "";
}
