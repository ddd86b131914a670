import { z } from 'zod'

/** A line that somebody typed: spaces as one, and no signs that no text has, which a database refuses. */
export function typedLine({ min, max }: { min: number; max: number }) {
  return z
    .string()
    .transform((text) => text.replace(/\s+/g, ' ').trim())
    .pipe(z.string().min(min).max(max))
    .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text))
}
