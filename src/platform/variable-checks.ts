import { z } from 'zod';

/** A secret in the environment. */
export const secretVariable = z.string().max(8192).regex(/^\S+$/, 'holds spaces or line breaks').optional();

/** The address of an API. */
export const addressVariable = z
  .string()
  .regex(/^https?:\/\/[^\s/?#@]+(\/[^\s?#@]*)?$/, 'must be an http or https address')
  .optional();
