/** What the stand-in refuses. Focus's own error bodies are not documented; this is the generic body of Atlassian's gateway. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly status: number,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }

  toResponse(): Response {
    return Response.json({ code: this.status, message: this.message }, { status: this.status, headers: this.headers });
  }
}
