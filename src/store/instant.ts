/** A time as the drivers give it. */
export function instant(value: unknown): Date {
  return value instanceof Date ? value : new Date(String(value))
}
