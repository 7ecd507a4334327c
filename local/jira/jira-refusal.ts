/** What Jira refuses, in Jira's own error body. */
export class JiraRefusal extends Error {
  override readonly name = 'JiraRefusal';

  constructor(
    readonly status: number,
    readonly errorMessages: readonly string[],
    readonly errors: Readonly<Record<string, string>> = {},
  ) {
    super(errorMessages.join(' '));
  }

  toResponse(): Response {
    return Response.json({ errorMessages: this.errorMessages, errors: this.errors }, { status: this.status });
  }
}
