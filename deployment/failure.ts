/** What stops a deployment as a whole, in a sentence that says what to do. What stops one stack is that stack's ending. */
export class DeploymentError extends Error {}
