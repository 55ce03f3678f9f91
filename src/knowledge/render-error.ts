/** A spec field that cannot be rendered for the chosen Kubernetes version. */
export class RenderError extends Error {
  /** Where the spec says it, as a path from the root of the file: `spec.apiServer.extraEnvs`. */
  readonly path: string;
  readonly reason: string;

  /** `reason` completes the sentence that the path begins, and names the version. */
  constructor(path: string, reason: string) {
    super(`${path} ${reason}`);
    this.name = 'RenderError';
    this.path = path;
    this.reason = reason;
  }
}
