/** Something that was asked for, and cannot be done; the message says what, and what to write instead. */
export class WrongInput extends Error {}
