/** A refusal in the cloud's own form: answered with HTTP 200 and `Response.Error`. */
export class ApiError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
  }
}
