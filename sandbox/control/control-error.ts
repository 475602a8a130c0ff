/** An order that cannot be carried out as things are. */
export class ControlError extends Error {
  /** The field of the order that is in the way. */
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}
