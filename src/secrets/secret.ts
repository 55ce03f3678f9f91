import { inspect } from 'node:util';

/**
 * A value that cannot be printed, logged or serialised by accident: every usual way to text gives its name.
 * `reveal` is the one way out, and is called only where the value goes to a host over stdin or into a 0600 file.
 */
export class Secret {
  readonly #value: string;
  readonly name: string;

  /** `name` says what it is, in kebab case: it is what people see ("bootstrap-token"). */
  constructor(name: string, value: string) {
    this.name = name;
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  /** The environment variable that stands for it in scripts people read. */
  get variable(): string {
    return `KUBESTRAP_${this.name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`;
  }

  toString(): string {
    return `(secret: ${this.name})`;
  }

  toJSON(): string {
    return this.toString();
  }

  [inspect.custom](): string {
    return this.toString();
  }
}
