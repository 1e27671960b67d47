/** Operations of the services that name them by method and path. */

interface Operation {
  readonly name: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Method, path with the place of a name in parentheses, and the operation. */
const LAMBDA: readonly (readonly [method: string, path: RegExp, name: string])[] = [
  ["POST", /^\/2015-03-31\/functions\/?$/, "CreateFunction"],
  ["GET", /^\/2015-03-31\/functions\/([^/]+)\/?$/, "GetFunction"],
  ["DELETE", /^\/2015-03-31\/functions\/([^/]+)\/?$/, "DeleteFunction"],
  ["GET", /^\/2015-03-31\/functions\/([^/]+)\/versions$/, "ListVersionsByFunction"],
  ["GET", /^\/2015-03-31\/functions\/([^/]+)\/configuration$/, "GetFunctionConfiguration"],
  ["PUT", /^\/2015-03-31\/functions\/([^/]+)\/configuration$/, "UpdateFunctionConfiguration"],
  ["PUT", /^\/2015-03-31\/functions\/([^/]+)\/code$/, "UpdateFunctionCode"],
  ["GET", /^\/2015-03-31\/functions\/([^/]+)\/policy$/, "GetPolicy"],
  ["POST", /^\/2015-03-31\/functions\/([^/]+)\/policy$/, "AddPermission"],
  ["DELETE", /^\/2015-03-31\/functions\/([^/]+)\/policy\/[^/]+$/, "RemovePermission"],
  ["POST", /^\/2015-03-31\/functions\/([^/]+)\/invocations$/, "InvokeFunction"],
  ["GET", /^\/2019-09-25\/functions\/([^/]+)\/event-invoke-config$/, "GetFunctionEventInvokeConfig"],
  ["PUT", /^\/2019-09-25\/functions\/([^/]+)\/event-invoke-config$/, "PutFunctionEventInvokeConfig"],
  ["POST", /^\/2019-09-25\/functions\/([^/]+)\/event-invoke-config$/, "UpdateFunctionEventInvokeConfig"],
  ["DELETE", /^\/2019-09-25\/functions\/([^/]+)\/event-invoke-config$/, "DeleteFunctionEventInvokeConfig"],
  ["PUT", /^\/2017-10-31\/functions\/([^/]+)\/concurrency$/, "PutFunctionConcurrency"],
  ["DELETE", /^\/2017-10-31\/functions\/([^/]+)\/concurrency$/, "DeleteFunctionConcurrency"],
  ["GET", /^\/2020-06-30\/functions\/([^/]+)\/code-signing-config$/, "GetFunctionCodeSigningConfig"],
  ["GET", /^\/2017-03-31\/tags\/(.+)$/, "ListTags"],
  ["POST", /^\/2017-03-31\/tags\/(.+)$/, "TagResource"],
  ["DELETE", /^\/2017-03-31\/tags\/(.+)$/, "UntagResource"],
];

function lambda(method: string, { pathname }: URL): Operation | undefined {
  for (const [wanted, path, name] of LAMBDA) {
    const found = wanted === method ? path.exec(pathname) : null;
    if (found === null) continue;
    const [, of] = found;
    return { name, fields: of === undefined ? {} : { FunctionName: decodeURIComponent(of) } };
  }
  return undefined;
}

const VERBS: Readonly<Record<string, string>> = { GET: "Get", POST: "Create", PUT: "Update", DELETE: "Delete" };

function scheduler(method: string, { pathname, searchParams }: URL): Operation | undefined {
  const tags = /^\/tags\/(.+)$/.exec(pathname)?.[1];
  if (tags !== undefined) {
    const name = { GET: "ListTagsForResource", POST: "TagResource", DELETE: "UntagResource" }[method];
    return name === undefined ? undefined : { name, fields: { ResourceArn: decodeURIComponent(tags) } };
  }
  const [, kind, name = ""] = /^\/(schedules|schedule-groups)\/([^/]+)$/.exec(pathname) ?? [];
  const verb = VERBS[method];
  const group = searchParams.get("groupName");
  if (kind === undefined || verb === undefined) return undefined;
  return kind === "schedules"
    ? { name: `${verb}Schedule`, fields: { Name: name, ...(group === null ? {} : { GroupName: group }) } }
    : { name: `${verb}ScheduleGroup`, fields: { Name: name } };
}

/** IAM's actions of API Gateway are HTTP methods, and its resources are paths. */
function apigateway(method: string, { pathname }: URL): Operation {
  return { name: method, fields: { Path: pathname.replace(/^\/v2/, "") } };
}

function s3(method: string, { pathname, searchParams }: URL): Operation | undefined {
  const [, Bucket = "", Key = ""] = /^\/([^/]+)\/?(.*)$/.exec(pathname) ?? [];
  if (Key === "") return searchParams.has("list-type") ? { name: "ListBucket", fields: { Bucket } } : undefined;
  const name = { GET: "GetObject", HEAD: "GetObject", PUT: "PutObject", DELETE: "DeleteObject" }[method];
  return name === undefined ? undefined : { name, fields: { Bucket, Key } };
}

/** Service to what a method and an address mean. */
export const REST: Readonly<Record<string, (method: string, url: URL) => Operation | undefined>> = {
  lambda,
  scheduler,
  apigateway,
  s3,
};
