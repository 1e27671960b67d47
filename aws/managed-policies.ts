/** Policies that AWS itself keeps, as JSON text of their documents by ARN: the one that nearly every function's role has. */
export const AWS_MANAGED_POLICIES: ReadonlyMap<string, string> = new Map([
  [
    // docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSLambdaBasicExecutionRole.html
    "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: "*",
        },
      ],
    }),
  ],
]);
